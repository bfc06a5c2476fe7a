"""What a rule's result shows: its simplest program, and the semantics of the release in it."""

import pytest

from conformance.scenarios import RandomSource
from conformance.showcase import Showcase
from reference_impl import semantics


@pytest.fixture
def release():
    """Sets the reference to a release, for one test."""
    with semantics.using(semantics.current()):
        yield semantics.set_release


def shown(rule_id, programs):
    """The semantics that show in that many programs about a rule, by switch."""
    showcase = Showcase(rule_id)
    for seed in range(programs):
        showcase.build(RandomSource(f"{rule_id}:{seed}"))
    return {each.switch: each for each in showcase.semantics}


def test_the_example_is_the_simplest_program():
    """With what the specification does in each of its steps."""
    example = Showcase("detach.shares-memory").example()
    assert len(example.program) <= 4
    assert ".detach()" in example.program.source()
    assert len(example.trace.steps) == len(example.program)


@pytest.mark.parametrize(("version", "value", "grad"), [("1.13", False, "0"), ("2.13", True, "No")])
def test_a_switch_that_matters_is_shown(release, version, value, grad):
    """With how it stands, and what that means in a short program."""
    release(version)
    found = shown("modules.zero-grad", 5)["zero_grad_sets_none"]
    assert found.value == str(value)
    assert found.essential
    assert len(found.example.program) <= 6
    assert any(line.startswith(("a.weight.grad", "a.grad")) for line in found.shows)
    assert any(grad in line for line in found.shows)


def test_a_switch_that_makes_no_difference_is_not_shown():
    """Though it is asked for: clamping away from the bounds is the same in every release."""
    assert "minimum_norm_subgradient" not in shown("operators.sigmoid", 5)
    with semantics.watching() as asked:
        semantics.current().minimum_norm_subgradient  # noqa: B018
    assert "minimum_norm_subgradient" in asked


def test_the_release_is_left_as_it_was():
    """Whatever was tried."""
    before = semantics.current()
    shown("modules.zero-grad", 5)
    assert semantics.current() is before


def test_otherwise_is_one_switch_of_another_release(release):
    """The nearest one that has it otherwise; nothing if none has."""
    release("2.14")
    other = semantics.otherwise("minimum_norm_subgradient")
    assert other.minimum_norm_subgradient is False
    assert other.errors_name_operators is True
    assert semantics.otherwise("release") is None
    assert semantics.otherwise("no_such_switch") is None
