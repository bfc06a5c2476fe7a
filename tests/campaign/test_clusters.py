"""The same campaign on a cluster: real scheduler, real workers, one of them killed."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.campaign.conftest import CHECKOUT

pytest.importorskip("distributed")

OPTIONS = ("--subject", "tests.campaign.faulty", "--programs", "800", "--level", "values")


def started(command, folder, words):
    """A process of the cluster, once it has said these words; what it has said."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=dict(os.environ, PYTHONPATH=str(CHECKOUT)),
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    while words not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    return process, said


@pytest.fixture
def cluster(tmp_path):
    """Address of a scheduler, and its two workers."""
    scheduler, said = started(
        ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        tmp_path,
        "Scheduler at:",
    )
    address = "tcp://" + said.rpartition("tcp://")[2].split()[0]
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60"]
    workers = [
        started(["distributed.cli.dask_worker", address, *options], tmp_path, "Registered to")[0]
        for _ in range(2)
    ]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_killed_worker_costs_nothing(cluster, start, fuzz, tmp_path, journal):
    """One of two workers dies in the middle; what is found is what one process finds alone."""
    address, workers = cluster
    alone, spread = tmp_path / "alone.jsonl", tmp_path / "spread.jsonl"
    status, out, err = fuzz(*OPTIONS, "--report", alone)
    assert status == 1, out + err

    process = start(*OPTIONS, "--report", spread, "--scheduler", address)
    deadline = time.monotonic() + 240
    while not spread.exists() or spread.read_bytes().count(b"\n") < 2:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    workers[0].send_signal(signal.SIGKILL)
    out, err = process.communicate(timeout=300)

    assert process.returncode == 1, out + err
    assert journal(spread).chunks == journal(alone).chunks
    assert journal(spread).shrunk == journal(alone).shrunk


def test_a_scheduler_that_does_not_answer(fuzz):
    """Status 2, in one line."""
    status, out, err = fuzz("--programs", 1, "--scheduler", "tcp://127.0.0.1:1")

    assert (status, out) == (2, "")
    assert "no dask scheduler answers at 'tcp://127.0.0.1:1'" in err
    assert len(err.splitlines()) == 1, err
