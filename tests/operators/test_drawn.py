"""What Hypothesis draws for an entry of the operator database, and that faults show in it."""

import functools
import math

import pytest
import torch

pytest.importorskip("expecttest")

from conformance import subjects
from conformance.operators import checking, database, drawing, exploring, judging, samples
from conformance.operators.uncovered import UNDRAWN
from conformance.scenarios.sources import RandomSource, SimplestSource
from tests.operators.subjects import with_operator

DRAWS = 400


def entry_of(name):
    """The entry of that name."""
    return next(entry for entry in database.entries(name) if entry.name == name)


def given(entry):
    """The samples that inputs are drawn from."""
    return samples.draw(entry, "float64", 4, 24)


@functools.cache
def drawn(name):
    """Inputs drawn for an entry."""
    entry = entry_of(name)
    sources = (RandomSource(f"{number}") for number in range(DRAWS))
    known = drawing.pool(entry, given(entry))
    return [drawing.draw_input(source, known) for source in sources]


KINDS = {
    "0-dim": lambda leaf: leaf.size == (),
    "empty": lambda leaf: leaf.count == 0,
    "a length of 1": lambda leaf: 1 in leaf.size,
    "strides of 0": lambda leaf: leaf.stride is not None and 0 in leaf.stride,
    "overlapping": lambda leaf: leaf.stride == (1, 1) and min(leaf.size) > 1,
    "transposed": lambda leaf: leaf.size == (2, 3) and leaf.stride == (1, 2),
    "a part of memory": lambda leaf: leaf.stride is not None and leaf.stride[-1:] == (2,),
    "does not require grad": lambda leaf: not leaf.requires_grad,
    "infinite": lambda leaf: any(map(math.isinf, leaf.elements)),
    "NaN": lambda leaf: any(map(math.isnan, leaf.elements)),
    "denormal": lambda leaf: 1e-310 in leaf.elements,
    "zeros": lambda leaf: leaf.elements and not any(leaf.elements),
    "tied": lambda leaf: len({*leaf.elements}) < len(leaf.elements),
    "negative": lambda leaf: leaf.elements and max(leaf.elements) < 0,
}


@pytest.mark.parametrize("kind", KINDS)
def test_tensors_of_each_kind_are_drawn(kind):
    """For an operator of one tensor or two."""
    found = [leaf for each in drawn("mul") for leaf in each.sample.leaves]
    assert any(map(KINDS[kind], found))


def test_calls_of_each_kind_are_drawn():
    """One tensor twice, operands to broadcast, the in-place form, each kind of gradient."""
    inputs = drawn("mul")
    pairs = [each.sample.args for each in inputs]
    assert any(x is y for x, y in pairs)
    assert any(x is y for each in inputs if each.call.in_place for x, y in [each.sample.args])
    assert any(x.size != y.size and x.count and y.count for x, y in pairs)
    kinds = {each.how.gradient for each in inputs}
    assert kinds == {"generic", "expanded", "zero", "partial", "transposed"}


def test_shapes_of_other_operators_are_drawn():
    """A length becomes another in all tensors, or one operand is to be broadcast."""
    sizes = {(each.sample.args[0].size, each.sample.args[1].size) for each in drawn("matmul")}
    assert any(0 in x and 0 in y for x, y in sizes)
    assert any(len(x) < len(y) for x, y in sizes)


def test_simplest_choices_change_nothing():
    """So that shrinking ends at the sample itself, if that shows the difference."""
    entry = entry_of("mul")
    known = drawing.pool(entry, given(entry))
    simplest = drawing.draw_input(SimplestSource(), known)
    assert simplest.sample is known.samples[0]
    assert (simplest.call.in_place, simplest.how) == (False, drawing.Differentiation())


def wrong_where(condition):
    """Multiplication with twice the gradient of the first factor where `condition` holds of both.

    It takes a combination: no variation of a sample has it, which changes one thing alone.
    """

    def multiply(x, y):
        if isinstance(y, torch.Tensor) and x.requires_grad and condition(x, y):
            x = x.clone()
            x.register_hook(lambda grad: 2 * grad)
        return torch.mul(x, y)

    return with_operator("mul", multiply)


FAULTS = {
    "no dimension, two of the other": wrong_where(lambda x, y: x.dim() == 0 and y.dim() == 2),
    "both transposed": wrong_where(lambda x, y: x.stride() == y.stride() == (1, 2)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_in_a_combination_is_found(name):
    """And shrunk to a program that shows it and runs."""
    entry = entry_of("mul")

    def judge(each):
        return judging.judge(FAULTS[name], *each)

    found = exploring.first_drawn(entry, given(entry), judge, DRAWS, 0)
    assert found is not None
    shown = judging.finding(entry, *found.input, found.judged)
    assert shown.level == "first"
    assert len(shown.program.splitlines()) == 6
    exec(shown.program, {})


def test_draws_depend_on_the_seed():
    """On that alone."""

    def tried(seed):
        seen = []
        check = checking.Check(entry_of("mul"), subjects.get("eager"), "default", seed)
        judge = check._judge
        check._judge = lambda each: seen.append(each) or judge(each)
        assert check.first_finding() is None
        return repr([[leaf.elements for leaf in each.sample.leaves] for each in seen])

    assert tried(0) == tried(0) != tried(1)


@pytest.mark.parametrize("name", UNDRAWN)
def test_undrawn(name):
    """What is left out is an entry's, and a change that would be drawn."""
    assert entry_of(name)
    assert {*UNDRAWN[name]} <= {*drawing.CHANGES, "repeat"}


@pytest.mark.parametrize("name", drawing.BROADCASTING)
def test_broadcasting(name):
    """What is said to broadcast is an entry."""
    assert entry_of(name)
