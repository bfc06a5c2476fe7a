"""Arguments that the database gives apart, other shapes, and that faults show in them."""

import operator

import pytest
import torch

pytest.importorskip("expecttest")

from conformance.operators import checking, choosing, database, recombining, samples, shaping
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


def recombined(function, *known):
    """The arguments that come of these samples."""
    made = recombining.recombine(function, known, known)
    return [(*each.args, each.kwargs) for each in made]


def test_an_option_meets_the_values_of_other_arguments():
    """Which the samples have apart."""
    x = torch.ones(2, 2)
    assert (1, {"keepdim": True}) in recombined(None, Given(x, 0, keepdim=True), Given(x, 1))


def test_a_dimension_is_counted_from_the_end():
    """If it is one."""
    assert (-2, {}) in recombined(None, Given(torch.ones(2, 2), 0))


def test_a_flag_of_the_signature_is_turned():
    """That no sample has."""

    def operator(x, flag=False):
        return x

    assert ({"flag": True},) in recombined(operator, Given(torch.ones(2)))


def test_a_number_of_the_signature_is_given():
    """That no sample has: also a negative one, and an index that has no default."""

    def operator(x, slope=0.01, place: int | None = None):
        return x

    made = recombined(operator, Given(torch.ones(2)))
    assert all(({"slope": slope},) in made for slope in (0.75, -0.75))
    assert all(({"place": place},) in made for place in (1, -1))


def test_a_number_is_negative_or_zero():
    """Besides being halved."""
    made = recombined(None, Given(torch.ones(2), 0.5))
    assert [args for args, _ in made] == [0.25, -0.5, 0.0]


def test_a_word_is_another_one():
    """Of those that are the choice, though no sample has it."""
    made = recombined(None, Given(torch.ones(2), norm="ortho"))
    assert ({"norm": "forward"},) in made


def test_two_arguments_are_others_at_once():
    """So that each option meets others."""
    made = recombined(None, Given(torch.ones(2), 0.5, True))
    assert (-0.5, False, {}) in made


def test_what_is_refused_is_not_tried_on_and_on():
    """Nor with other changes beside it."""
    known = Given(torch.ones(3, 2), 0.5, True)
    tried = []

    def accepts(sample):
        tried.append(sample)
        return sample.args[0] >= 0

    made = recombining.recombine(None, [known], [known])
    taken = list(choosing.new_ones(made, 20, set(), accepts))
    assert sum(sample.args[0] < 0 for sample in tried) == 2
    assert taken


def test_the_last_tensor_is_left_out():
    """And none before it, without which the later ones are refused."""
    x = torch.ones(2)
    made = recombined(None, Given(x, x, x))
    assert [args[:2] for args in made] == [(x, None)]


def test_one_tensor_has_another_number_of_dimensions():
    """One that other samples have, or one dimension."""
    known = Given(torch.ones(2, 2), 0), Given(torch.ones(()), 0)
    made = recombining.recombine(None, known[:1], known)
    assert {0, 1} <= {each.input.dim() for each in made}


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
