"""How a rule is checked: a faulty subject is found out, a healthy one is not."""

import types

import pytest

from conformance import subjects
from conformance.expectations.deviations import Expectations
from conformance.rules.catalogue import load
from conformance.suite.checking import Search, failure


@pytest.fixture
def run():
    """What a test of the suite is given, as far as the search needs it."""
    subject = subjects.get("reference")
    return types.SimpleNamespace(subject=subject, seed=0, expectations=Expectations(subject))


def test_a_healthy_subject_passes(run):
    """No program is found, and all that were asked for have been tried."""
    search = Search("detach.shares-version-counter", run, 10)
    assert search.first_divergence() is None
    assert search.examples >= 10


def test_a_divergence_comes_with_a_short_program(run, monkeypatch):
    """The program that is shown needs every line that it has."""
    eager = subjects.get("eager")
    run.subject = eager
    monkeypatch.setattr(
        eager.namespace.Tensor, "tanh", lambda self: eager.namespace.sigmoid(self), raising=True
    )
    divergence = Search("gradients.chain-rule", run, 20).first_divergence()
    assert divergence is not None
    assert "tanh" in divergence.program.source()
    assert len(divergence.program) <= 3


def test_the_failure_says_all_that_is_needed(run, monkeypatch):
    """Rule, statement, source, program, place, expected and actual."""
    eager = subjects.get("eager")
    run.subject = eager
    monkeypatch.setattr(eager.namespace.Tensor, "exp", lambda self: self * 1, raising=True)
    divergence = Search("gradients.chain-rule", run, 20).first_divergence()
    rule = load()["gradients.chain-rule"]
    text = failure(rule, divergence)
    for part in (rule.id, rule.statement, rule.source, ".exp()", "expected:", "actual:"):
        assert part in text
