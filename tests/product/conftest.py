"""A throw-away suite, run in a process of its own as a user's would be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

# Tests that say about rules what the environment variable VERDICTS asks them to.
SUITE = """
import os
from types import SimpleNamespace

import pytest

VERDICTS = dict(pair.split("=") for pair in os.environ.get("VERDICTS", "").split())
DIVERGENCE = SimpleNamespace(
    signature="s", program="x = torch.ones(2)\\nx.sum()", step=1, level="values", where="x",
    expected="2.0", actual="3.0",
)


@pytest.mark.parametrize("rule", ["detach.shares-memory", "detach.cuts-gradient"])
def test_rule(conformance_run, rule):
    verdict = VERDICTS.get(rule, "pass")
    print("talk of the test")
    if verdict == "error":
        raise LookupError("the scenario is broken")
    if verdict == "crash":
        os._exit(3)
    if verdict == "fail":
        conformance_run.record(rule, "fail", 3, DIVERGENCE)
        pytest.fail("a traceback nobody needs")
    if verdict == "expected":
        (entry,) = conformance_run.expectations.entries
        conformance_run.record_known(rule, entry, DIVERGENCE)
        pytest.xfail(entry.reason)
    if verdict == "quiet-fail":
        conformance_run.record(rule, "fail", 3, DIVERGENCE)
        return
    conformance_run.record(rule, verdict, 40)


def test_seed(conformance_run):
    from hypothesis import given, settings, strategies

    drawn = []
    given(strategies.integers())(lambda number: drawn.append(number))()
    assert settings.default.max_examples >= len(drawn)
    print("SEED", conformance_run.seed, conformance_run.profile, hash(tuple(drawn)))
"""


class Run:
    """How a process ended."""

    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr

    @property
    def text(self):
        """All of it, for messages."""
        return f"status {self.status}\n{self.out}\n{self.err}"


@pytest.fixture
def python(tmp_path):
    """Runs Python on this checkout, in an empty folder."""

    def run(*arguments, **environment):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        clean |= {"PYTHONPATH": str(CHECKOUT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        command = [sys.executable, *map(str, arguments)]
        return Run(
            subprocess.run(
                command,
                cwd=tmp_path,
                env=clean | environment,
                capture_output=True,
                text=True,
                timeout=300,
            )
        )

    return run


@pytest.fixture
def suite(python, tmp_path):
    """Runs the throw-away suite, judging the reference."""
    (tmp_path / "test_verdicts.py").write_text(SUITE, encoding="utf-8")
    plugins = [f"-p{name}" for name in ("hypothesispytest", "xdist", "conformance.plugin")]

    def run(*arguments, verdicts=""):
        return python(
            "-m",
            "pytest",
            *plugins,
            "-pno:cacheprovider",
            "--subject=reference",
            "test_verdicts.py",
            *arguments,
            VERDICTS=verdicts,
        )

    return run
