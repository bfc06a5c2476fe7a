"""Runs on another device than the CPU: the specification stands where the subject does.

The device `meta` is on every machine. Its tensors hold no numbers; all else is as on any device.
"""

import json
import os
import subprocess
import sys

import pytest
import torch


def run_on_meta(tmp_path, *arguments, **environment):
    """A quick run in a process of its own: its status, and the statuses of the rules it ran."""
    report = tmp_path / "out.json"
    command = [sys.executable, "-m", "conformance", "run", "--device", "meta", "--profile", "quick"]
    command += ["--report", str(report), "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env={**os.environ, **environment}
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["environment"]["device"] == "meta", done.stdout
    return done, {r["id"]: r["status"] for r in found["rules"] if r["status"] != "skip"}


def test_a_healthy_torch_conforms(tmp_path):
    """Flags, graph, versions, memory and errors are the specification's."""
    selected = "test_detach or test_data or op-db.mul"
    done, found = run_on_meta(tmp_path, "-k", selected)
    assert done.returncode == 0, done.stdout
    assert found["op-db.mul"] == "pass"
    assert "detach.shares-version-counter" in found
    assert set(found.values()) == {"pass"}


def test_a_fault_is_found(tmp_path):
    """A detach that is no longer cut off from the graph, on tensors without numbers."""
    selected = ["-p", "tests.faults", "-k", "test_detach"]
    done, found = run_on_meta(
        tmp_path, *selected, CONFORMANCE_FAULT="torch_detach_lets_gradient_through"
    )
    assert done.returncode == 1, done.stdout
    assert found["detach.cuts-gradient"] == "fail"


@pytest.mark.parametrize("device", ["meta", "cpu"])
def test_replay(tmp_path, device):
    """`replay --device` shows where the tensors are."""
    program = tmp_path / "program.py"
    program.write_text("import torch\nx = torch.ones(2)\nprint(x.device)\n", encoding="utf-8")
    command = [sys.executable, "-m", "conformance", "replay", str(program), "--device", device]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
    assert f"prints {device}" in done.stdout
    assert torch.ones(1).device.type == "cpu"
