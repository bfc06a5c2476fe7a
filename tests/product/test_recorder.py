"""From what tests record to the results of a run."""

from types import SimpleNamespace

import pytest
from msgspec import UNSET

from conformance.programs.program import Program
from conformance.reporting.recorder import Collector, Recorder
from conformance.rules.catalogue import Catalogue, Rule

CATALOGUE = Catalogue(
    [
        Rule(f"{area}.{name}", area, "A promise.", "https://example.org", "1.0")
        for area, name in [("detach", "a"), ("detach", "b"), ("data", "a")]
    ]
)
TEST = "conformance/suite/test_detach.py::test_rule[detach.a]"


class Run:
    """A session whose tests are lists of calls of `record`."""

    def __init__(self):
        self.recorder = Recorder("subject", device="cpu", profile="quick", seed=0)
        self.collector = Collector(CATALOGUE)

    def test(self, *records, fails=None, name=TEST):
        """One test that records, and perhaps fails with a text."""
        properties = []
        self.recorder.attach(properties)
        for record in records:
            self.recorder.record(**record)
        if fails:
            self.collector.add_failure(name, properties, fails)
        self.collector.add(properties)
        return self

    def result(self, rule_id):
        """The result of one rule."""
        return next(rule for rule in self.collector.results("no test") if rule.id == rule_id)


def record(status, examples=1, rule_id="detach.a", **more):
    """The arguments of one call of `record`."""
    return {"rule_id": rule_id, "status": status, "examples": examples, **more}


def divergence(signature="s", **more):
    """A divergence at the second step of a program that takes torch for granted."""
    program = Program.from_source("x = torch.ones(2)\ny = x.sum()")
    facts = {"step": 1, "level": "values", "where": "y", "expected": "2.0", "actual": [3.0]}
    return SimpleNamespace(signature=signature, program=program, **(facts | more))


def test_a_rule_without_a_verdict_is_skipped():
    """Never passed: nothing was found out about it."""
    rules = Run().collector.results("no test")
    assert [(rule.id, rule.status, rule.reason) for rule in rules] == [
        (rule_id, "skip", "no test") for rule_id in ("detach.a", "detach.b", "data.a")
    ]


def test_the_worst_verdict_counts():
    """Two tests of one rule: one failure is enough, and examples add up."""
    run = Run().test(record("pass", 40)).test(record("fail", 3)).test(record("skip", 0))
    assert (run.result("detach.a").status, run.result("detach.a").examples) == ("fail", 43)
    assert run.result("detach.b").status == "skip"


def test_a_divergence_becomes_text():
    """Observations are kept as text; equal signatures are kept once."""
    run = Run().test(
        record("fail", divergence=divergence()),
        record("fail", divergence=divergence(step=3)),
        record("fail", divergence=divergence("t")),
    )
    first, second = run.result("detach.a").divergences
    assert (first.expected, first.actual, second.signature) == ("2.0", "[3.0]", "t")


def test_a_program_is_reported_as_a_script():
    """It can be pasted and run; the step counts in the script."""
    run = Run().test(record("fail", divergence=divergence()))
    (found,) = run.result("detach.a").divergences
    assert found.program == "import torch\nx = torch.ones(2)\ny = x.sum()\n"
    assert found.step == 2


def test_a_test_that_fails_without_a_verdict_fails_its_rule():
    """By the rule it named before, or else by the rule in its own name."""
    run = Run().test(record("pass", rule_id="data.a"), fails="ValueError: x").test(fails="crash")
    assert run.result("data.a").status == "fail"
    assert run.result("data.a").reason == f"{TEST} ended without a verdict: ValueError: x"
    assert run.result("detach.a").status == "fail"
    assert run.result("detach.a").divergences == []


def test_a_test_that_fails_with_a_verdict_says_it_once():
    """The failure of the test is the verdict, not another one."""
    run = Run().test(record("fail", divergence=divergence()), fails="AssertionError")
    assert run.result("detach.a").reason is UNSET


def test_a_failure_that_names_no_rule_is_not_lost():
    """It is listed apart."""
    run = Run().test(fails="boom", name="conformance/suite/test_x.py::test_y[2]")
    assert run.collector.failed_elsewhere == ["conformance/suite/test_x.py::test_y[2]: boom"]


def test_a_skip_that_names_no_rule_is_not_lost():
    """It is listed apart; one of a rule stands with the rule."""
    run = Run()
    properties = []
    run.recorder.attach(properties)
    run.recorder.record(**record("skip", 0))
    run.collector.add_skip(properties, "no GPU")
    run.collector.add_skip([], "no database")
    assert run.collector.skipped_elsewhere == ["no database"]


def test_a_rule_outside_the_catalogue_stands_with_its_area():
    """A verdict is reported even where the catalogue does not know the rule."""
    run = Run().test(record("fail", rule_id="requires-grad.new"))
    assert run.result("requires-grad.new").area == "requires_grad"


def test_an_unknown_status_is_refused():
    """A verdict is one of five words."""
    with pytest.raises(ValueError, match=r"'ok' is not one of pass, fail, known, fixed, skip"):
        Run().test(record("ok"))
