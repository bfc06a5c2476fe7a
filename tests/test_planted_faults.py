"""The suite fails under every planted fault: at a rule the fault breaks, on a short program.

Each fault is judged by a run in a process of its own, started as a person would start it:

    CONFORMANCE_FAULT=name python -m pytest -p tests.faults conformance

A run of all rules by hand takes a minute or two, so only `WHOLE`, one for each way in which a fault
reaches into torch, get one. For the others the run is narrowed (`-k`) to the rules that their
docstrings name. That weakens nothing that is asked of them: these are the rules at which the run
must fail, and they are checked as thoroughly as in a whole run, with the same examples.

A hard fault shows in a combination that a run meets with some luck, and which runs are lucky
changes with every scenario that is mended. So a hard fault may take a second seed, or a third.
"""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.rules.catalogue import load
from tests import faults

CHECKOUT = Path(__file__).resolve().parent.parent
LONGEST = 8
SEEDS = {"easy": [0], "medium": [0], "hard": [0, 1, 2]}
WHOLE = ("relu_passes_gradient_at_zero", "zero_dim_gradients_replace_each_other")


def run_under(fault, report, *arguments):
    """Run the suite on a torch with this fault, and write its results to `report`."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "FAULT" and not name.startswith("PYTEST_")
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.faults", "conformance", *arguments]
        + ["-p", "no:cacheprovider", "--conformance-report", str(report)],
        cwd=CHECKOUT,
        env=environment | {"CONFORMANCE_FAULT": fault, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def shortest_program(name, report, *arguments):
    """The shortest program on which a run shows a rule that the fault breaks; None if none does.

    And with it what the run printed.
    """
    run = run_under(name, report, *arguments)
    assert run.returncode in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), run.stdout
    programs = [
        divergence["program"]
        for rule in json.loads(report.read_text(encoding="utf-8"))["rules"]
        if rule["status"] == "fail" and rule["id"] in faults.get(name).rules
        for divergence in rule["divergences"]
    ]
    assert run.returncode == pytest.ExitCode.TESTS_FAILED or not programs, run.stdout
    return min(programs, key=length, default=None), run.stdout


def length(program):
    """The lines of a program. A class counts as one: a custom Function takes seven for itself."""
    return sum(
        1 if isinstance(step, ast.ClassDef) else step.end_lineno - step.lineno + 1
        for step in ast.parse(program).body
    )


@pytest.mark.parametrize("name", [name for name in faults.names() if name not in WHOLE])
def test_suite_fails_at_the_rule_that_is_broken(name, tmp_path):
    """A run of the rules that the fault breaks fails at one of them, on a short program."""
    fault = faults.get(name)
    for seed in SEEDS[fault.grade]:
        arguments = ["-k", " or ".join(fault.rules), "--hypothesis-seed", str(seed)]
        if not any(rule.startswith("op-db.") for rule in fault.rules):
            # Collecting it takes the import of torch's operator database.
            arguments.append("--ignore=conformance/suite/test_op_db.py")
        program, output = shortest_program(name, tmp_path / "report.json", *arguments)
        if program:
            break

    assert program, output
    assert length(program) <= LONGEST, program


@pytest.mark.parametrize("name", WHOLE)
def test_whole_suite_fails_at_the_rule_that_is_broken(name, tmp_path):
    """A run of all rules by hand fails at one that the fault breaks, also a quick run."""
    arguments = ["--hypothesis-profile", "quick", "--ignore=conformance/suite/test_op_db.py"]
    program, output = shortest_program(name, tmp_path / "report.json", *arguments)

    assert program, output
    assert length(program) <= LONGEST, program


def test_faults_break_rules_of_the_catalogue():
    """The rules that a fault's docstring names are in the catalogue."""
    catalogue = load()

    for fault in map(faults.get, faults.names()):
        assert [rule for rule in fault.rules if rule not in catalogue] == [], fault.name


def test_an_unknown_fault_ends_the_run(tmp_path):
    """Nothing is run, and the line that says so lists the faults there are."""
    run = run_under("no_such_fault", tmp_path / "report.json")

    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "CONFORMANCE_FAULT: no fault is named 'no_such_fault'; the names are: " in run.stdout
    assert "Traceback" not in run.stdout
