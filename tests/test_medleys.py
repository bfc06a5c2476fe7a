"""A medley fails under a planted fault, and the failure is booked where its folder says."""

import json

import pytest

from conformance import medleys
from conformance.rules.catalogue import load
from conformance.suite.test_medleys import RULES
from tests.test_planted_faults import LONGEST, length, run_under

# Collecting it takes the import of torch's operator database.
NO_DATABASE = "--ignore=conformance/suite/test_op_db.py"


def test_each_folder_stands_for_a_rule():
    """The folders are those that the suite knows, and what they stand for is in the catalogue."""
    folders = {name.partition("/")[0] for name in medleys.load_all()}

    assert folders == set(RULES)
    assert set(RULES.values()) <= set(load())


def test_a_fault_fails_at_the_rule_of_the_folder(tmp_path):
    """Under a planted fault a medley fails, at the rule of its folder, on a short program."""
    report = tmp_path / "report.json"
    selected = ("-x", "-k", "test_medleys and accumulation/")
    run = run_under("first_gradient_is_not_copied", report, NO_DATABASE, *selected)

    assert run.returncode == pytest.ExitCode.TESTS_FAILED, run.stdout
    rules = json.loads(report.read_text(encoding="utf-8"))["rules"]
    failed = {rule["id"]: rule["divergences"] for rule in rules if rule["status"] == "fail"}
    assert list(failed) == ["accumulation.random-programs"], run.stdout
    (divergence,) = failed["accumulation.random-programs"]
    assert length(divergence["program"]) <= LONGEST
