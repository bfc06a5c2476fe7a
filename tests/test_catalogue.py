"""Rules, scenarios, tests and the reference stay in step."""

import importlib
import pkgutil

import pytest

from conformance import suite
from conformance.rules.catalogue import load, places
from conformance.scenarios import RandomSource, SimplestSource, all_scenarios, build

IDS = list(load())

# Spellings, surroundings and values vary: a claim has to hold in every program.
PROGRAMS = 12
LINES = 8


def rules_under_test():
    """The ids of the rules that the suite's tests are parametrised over."""
    found = []
    for module in pkgutil.iter_modules(suite.__path__):
        if not module.name.startswith("test_"):
            continue
        test = getattr(
            importlib.import_module(f"{suite.__name__}.{module.name}"), "test_rule", None
        )
        for mark in getattr(test, "pytestmark", ()):
            if mark.name == "parametrize":
                found += [parameter.id for parameter in mark.args[1]]
    return found


def test_every_rule_has_a_scenario():
    """A rule without a scenario would be a promise nobody looks at."""
    assert [rule for rule in IDS if rule not in all_scenarios()] == []


def test_every_scenario_has_a_rule():
    """A scenario without a rule would fail for no stated reason."""
    assert [scenario for scenario in all_scenarios() if scenario not in IDS] == []


def test_every_rule_has_one_test():
    """Each rule is a test of the suite, whose name is the rule's id."""
    tested = rules_under_test()
    assert [rule for rule in IDS if tested.count(rule) != 1] == []


def test_the_reference_names_known_rules():
    """A `# rule:` comment in the reference that names no rule would point nowhere."""
    unknown = {
        rule_id: [str(place) for place in where]
        for rule_id, where in places().items()
        if rule_id not in load()
    }
    assert unknown == {}


@pytest.mark.parametrize("rule_id", IDS)
@pytest.mark.parametrize("expectation", ["eager", "reference"])
def test_a_scenario_shows_what_its_rule_says(rule_id, expectation):
    """What a scenario claims of its programs is so, on torch and on the reference."""
    broken = []
    for number in range(PROGRAMS):
        sweep = number if number % 2 else None
        source = RandomSource(f"{rule_id}:{number}")
        scene = build(rule_id, source, expectation, sweep=sweep, surrounded=False)
        broken += [(claim, scene.program().source()) for claim in scene.broken_claims]
    assert broken == []


@pytest.mark.parametrize("rule_id", IDS)
def test_the_simplest_program_of_a_rule_is_short(rule_id):
    """What shrinking falls back to is a program that a person can take in."""
    scene = build(rule_id, SimplestSource(), "eager")
    source = scene.program().source()
    assert scene.broken_claims == []
    assert len([line for line in source.splitlines() if line]) <= LINES, source
