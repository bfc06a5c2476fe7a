"""Arguments that the database gives apart, other shapes, and that faults show in them."""

import operator

import pytest
import torch

pytest.importorskip("expecttest")

from conformance.operators import (
    checking,
    choosing,
    covering,
    database,
    recombining,
    samples,
    shaping,
)
from conformance.operators.uncovered import UNRECOMBINED
from tests.operators.subjects import with_operator


class Given:
    """A sample of the database, as far as it is looked at."""

    output_process_fn_grad, broadcasts_input = None, False

    def __init__(self, input, *args, **kwargs):
        self.input, self.args, self.kwargs = input, args, kwargs


def entry_of(name):
    """The entry of that name."""
    return next(entry for entry in database.entries() if entry.name == name)


def changes(function, *known, sizes=True):
    """What the arguments of the first of these samples can become."""
    return recombining.Changes(function, known, sizes).of(known[0])


def covered(*known, most=20, accepts=lambda combination: True, **circumstances):
    """The arguments that come of these samples, and their circumstances."""
    made = recombining.Changes(None, known)
    bases = [covering.Base(sample, made.of(sample), circumstances) for sample in known]
    found = covering.cover(bases, most, choosing.Met(), accepts)
    return [
        ((*each.sample.args, each.sample.kwargs), tuple(each.circumstances.values()))
        for each in found
    ]


def test_an_option_meets_the_values_of_other_arguments():
    """Which the samples have apart."""
    x = torch.ones(2, 2)
    made = covered(Given(x, 0, keepdim=True), Given(x, 1, keepdim=False))
    assert (1, {"keepdim": True}) in [arguments for arguments, _ in made]


def test_each_value_meets_each_other():
    """In far fewer samples than there are combinations."""
    x = torch.ones(2, 2)
    known = Given(x, p="a", q="a", r="a"), Given(x, p="b", q="b", r="b"), Given(x, p="c", q="c")
    made = covered(*known)
    pairs = {
        (one, other)
        for (options,), _ in made
        for one in options.items()
        for other in options.items()
    }
    values = [(name, value) for name in "pq" for value in "abc"] + [("r", "a"), ("r", "b")]
    own = {(pair, other) for pair, other in pairs if pair[0] == other[0]}
    given = {
        (one, two) for each in known for one in each.kwargs.items() for two in each.kwargs.items()
    }
    wanted = {(one, two) for one in values for two in values if one[0] != two[0]}
    assert wanted <= pairs | given
    assert own
    assert len(made) < 3 * 3 * 2 - 3


def test_circumstances_vary_meanwhile():
    """Without further samples: each comes up, and another one with another value."""
    made = covered(Given(torch.ones(2), p=1), Given(torch.ones(2), p=2), dtype=("a", "b"))
    assert {dtype for _, (dtype,) in made} == {"a", "b"}


def test_a_dimension_is_counted_from_the_end():
    """If it is one."""
    assert -2 in changes(None, Given(torch.ones(2, 2), 0))[1]


def test_a_flag_of_the_signature_is_turned():
    """That no sample has."""

    def operator(x, flag=False):
        return x

    assert changes(operator, Given(torch.ones(2))) == {"flag": [True]}


def test_a_number_of_the_signature_is_given():
    """That no sample has: also a negative one, and an index that has no default."""

    def operator(x, slope=0.5, place: int | None = None):
        return x

    made = changes(operator, Given(torch.ones(2)))
    assert {0.25, -0.5, 0.0} <= {*made["slope"]}
    assert {1, -1} <= {*made["place"]}


def test_a_number_is_negative_or_zero():
    """Besides being halved."""
    assert {0.25, -0.5, 0.0} <= {*changes(None, Given(torch.ones(2), 0.5))[1]}


def test_a_number_is_complex():
    """Where tensors are."""
    made = changes(None, Given(torch.ones(2, dtype=torch.complex128), 0.5))
    assert any(type(each) is complex for each in made[1])


def test_a_size_stays_one():
    """What is above zero in all samples is not made negative."""
    assert all(
        each > 0 for each in changes(None, Given(torch.ones(2), 2), Given(torch.ones(2), 3))[1]
    )


def test_a_word_is_another_one():
    """Of those that are the choice, though no sample has it."""
    assert "forward" in changes(None, Given(torch.ones(2), norm="ortho"))["norm"]


def test_a_norm_has_other_orders():
    """Where one sample has an infinite one."""
    assert {0, 1, 3, -float("inf")} <= {*changes(None, Given(torch.ones(2), float("inf")))[1]}


def test_dimensions_come_in_another_order():
    """And one of them from the end."""
    made = changes(None, Given(torch.ones(2, 2, 2), (0, 1)))[1]
    assert {(1, 0), (-1, 1), (0, -2)} <= {*made}


def test_only_options_change():
    """Where numbers and tensors may be sizes that are not checked."""
    known = Given(torch.ones(2, 2), 1, True), Given(torch.ones(2), 0, False)
    assert changes(None, *known, sizes=False) == {2: [False]}


def test_a_factor_of_zero_comes_alone():
    """It would hide what else is changed."""
    made = covered(Given(torch.ones(2), 0.5, True))
    assert all(flag for (number, flag, _), _ in made if number == 0.0)


def test_what_is_refused_is_not_tried_on_and_on():
    """Nor with other changes beside it."""
    tried = []

    def accepts(combination):
        tried.append(combination.sample.args[0])
        return tried[-1] >= 0

    assert covered(Given(torch.ones(3, 2), 0.5, True), accepts=accepts)
    assert sum(number < 0 for number in tried) == 2


def test_what_goes_alone_is_not_lost_with_what_does_not():
    """One refused change leaves the others."""

    def accepts(combination):
        return combination.sample.args[0] > 0

    made = covered(Given(torch.ones(3, 2), 0.5, True), accepts=accepts)
    assert {flag for (_, flag, _), _ in made} == {True, False}


def test_the_last_tensor_is_left_out():
    """If it may be: it is left out elsewhere."""
    x = torch.ones(2)
    assert changes(None, Given(x, x, x), Given(x, x)) == {2: [None]}
    assert changes(None, Given(x, x, x)) == {}


def test_one_tensor_has_another_number_of_dimensions():
    """One that other samples have, or one dimension."""
    known = Given(torch.ones(2, 2), 0), Given(torch.ones(()), 0)
    assert {0, 1} <= {each.dim() for each in changes(None, *known)[0]}


def test_shapes():
    """Each length becomes 1, one becomes 0, and operands are to be broadcast."""
    entry = entry_of("nn.functional.mse_loss")
    leaves = [samples.Leaf([1.0] * 6, "float64", (2, 3)) for _ in range(2)]
    sizes = [
        tuple(leaf.size for leaf in each.leaves)
        for each in shaping.shaped(entry, samples.Sample(tuple(leaves), {}))
    ]
    assert {
        ((1, 3), (1, 3)),
        ((0, 3), (0, 3)),
        ((2, 3), (3,)),
        ((2, 1), (2, 3)),
        ((2, 2, 3), (2, 3)),
    } <= {*sizes}


def wrong_where(name, condition):
    """An operator that gives its first argument twice the gradient under a condition."""
    right = operator.attrgetter(name)(torch)

    def wrong(x, *args, **kwargs):
        if x.requires_grad and condition(x, *args, **kwargs):
            x = x.clone()
            x.register_hook(lambda grad: 2 * grad)
        return right(x, *args, **kwargs)

    return name, with_operator(name, wrong)


FAULTS = {
    "several dimensions, kept": wrong_where(
        "logsumexp", lambda x, dim, keepdim=False: keepdim and isinstance(dim, (tuple, list))
    ),
    "the first of three dimensions": wrong_where(
        "mode", lambda x, dim=-1, keepdim=False: x.dim() == 3 and dim == 0
    ),
    "a word that no sample has": wrong_where(
        "fft.hfft", lambda x, **options: "forward" in options.values()
    ),
    "a factor of zero": wrong_where("addmm", lambda x, *args, beta=1, alpha=1: alpha == 0),
    "sorted otherwise, not in one piece": wrong_where(
        "sort", lambda x, *args, stable=False, **options: stable and not x.is_contiguous()
    ),
    "an option in single precision": wrong_where(
        "logsumexp",
        lambda x, dim, keepdim=False: keepdim and x.dtype == torch.float32,
    ),
    "the first of several, negative": wrong_where(
        "roll", lambda x, shifts, dims=(): isinstance(shifts, tuple) and shifts[0] < 0
    ),
    "an option of complex numbers": wrong_where(
        "addmv",
        lambda x, *args, beta=1, alpha=1: isinstance(alpha, complex) and alpha.imag != 0,
    ),
    "in a row, tied": wrong_where(
        "cummin", lambda x, dim: x.dim() == 1 and x.numel() > len(x.unique())
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_noticed(name):
    """In a default run."""
    entry, faulty = FAULTS[name]
    assert checking.Check(entry_of(entry), faulty, "default").first_finding() is not None


def test_what_one_side_refuses_is_not_compared():
    """Nobody says which arguments an operator takes that the database does not have."""

    def operator(x, *args, **kwargs):
        if x.dim() == 3 and args and args[0] == 0:
            raise TypeError("not the first of three dimensions")
        return torch.mode(x, *args, **kwargs)

    check = checking.Check(entry_of("mode"), with_operator("mode", operator), "default")
    assert check.first_finding() is None


@pytest.mark.parametrize("name", UNRECOMBINED)
def test_unrecombined(name):
    """What is left out is an entry."""
    assert entry_of(name)
