"""Which of the database's samples a run takes, and that faults show that it takes them."""

import pytest
import torch

pytest.importorskip("expecttest")

from conformance import subjects
from conformance.operators import checking, choosing, database, samples
from tests.operators.subjects import with_operator


class Given:
    """A sample of the database, as far as it is looked at."""

    def __init__(self, input, *args, **kwargs):
        self.input, self.args, self.kwargs = input, args, kwargs


def entry_of(name):
    """The entry of that name."""
    return next(entry for entry in database.entries(name) if entry.name == name)


def test_first_sample_and_then_those_unlike_it():
    """A sample that has nothing new is left for one that has."""
    x = torch.ones(2)
    alike = [Given(x, 0) for _ in range(3)]
    other = Given(x, 0, keepdim=True)
    assert choosing.choose([*alike, other], 2, choosing.Met()) == [alike[0], other]


def test_what_was_met_is_not_looked_for_again():
    """The next dtype takes the samples that this one has left."""
    given = [Given(torch.ones(2), dim) for dim in range(4)]
    met = choosing.Met()
    assert choosing.choose(given, 2, met) + choosing.choose(given, 2, met) == given


def test_arguments_that_come_together_are_a_trait():
    """`keepdim` with several dimensions, though each has been met by itself."""
    x = torch.ones(2, 2)
    apart = [Given(x, (0,), True), *(Given(x, (0, 1), False) for _ in range(2))]
    together = Given(x, (0, 1), True)
    assert together in choosing.choose([*apart, together], 3, choosing.Met())


def test_wide_and_tall_are_traits():
    """A matrix of another shape is another sample."""
    given = [Given(torch.ones(size)) for size in ((2, 3), (2, 3), (3, 2), (3, 3))]
    assert choosing.choose(given, 3, choosing.Met()) == [given[0], *given[2:]]


def test_samples_that_are_all_large_are_not_left_out():
    """The shortest of them is taken."""
    entry = entry_of("slice_scatter")
    (sample,) = samples.draw(entry, "float64", 4, 8)
    assert sum(leaf.count for leaf in sample.leaves) > samples.MOST_ELEMENTS


def wrong_where(name, condition):
    """An operator that gives its first argument twice the gradient under a condition."""
    right = getattr(torch, name)

    def operator(x, *args, **kwargs):
        if x.requires_grad and condition(x, *args, **kwargs):
            x = x.clone()
            x.register_hook(lambda grad: 2 * grad)
        return right(x, *args, **kwargs)

    return name, with_operator(name, operator)


def repeats(index):
    """Whether an index comes up more than once."""
    return index.dim() > 0 and len(index.unique()) < len(index)


FAULTS = {
    "one index in all places": wrong_where("index_select", lambda x, dim, index: repeats(index)),
    "an index from the end": wrong_where("take", lambda x, index: bool((index < 0).any())),
    "channels last": wrong_where(
        "grid_sampler_2d",
        lambda x, *args: (
            x.dim() == 4
            and not x.is_contiguous()
            and x.is_contiguous(memory_format=torch.channels_last)
        ),
    ),
    "infinite, with a zero": wrong_where(
        "fmin",
        lambda x, y: bool((torch.isinf(x) & (y == 0)).any()) if x.shape == y.shape else False,
    ),
    "larger than exponentials bear": wrong_where(
        "log_softmax", lambda x, *args, **options: bool((x.abs() > 50).any())
    ),
    "not a number, in both operands": wrong_where(
        "fmin",
        lambda x, y: bool((x.isnan() & y.isnan()).any()) if x.shape == y.shape else False,
    ),
    "minus infinite": wrong_where("log_softmax", lambda x, *args, **options: x.isinf().any()),
    "not in one piece, in half precision": wrong_where(
        "sigmoid", lambda x: x.dtype == torch.float16 and not x.is_contiguous()
    ),
    "several dimensions rolled": wrong_where("roll", lambda x, *args: isinstance(args[0], tuple)),
    "put, accumulating": wrong_where("put", lambda x, index, source, accumulate=False: accumulate),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_noticed(name):
    """In a default run."""
    operator, faulty = FAULTS[name]
    assert checking.Check(entry_of(operator), faulty, "default").first_finding() is not None


def test_a_known_finding_hides_no_other():
    """It is kept apart, and the check goes on."""
    operator, faulty = FAULTS["one index in all places"]
    check = checking.Check(entry_of(operator), faulty, "default", 0, lambda finding: "known")
    assert check.first_finding() is None
    assert list(check.known) == ["known"]
    assert check.examples > 10


def test_what_is_not_handed_to_torch_is_not_counted(monkeypatch):
    """A call at which the reference meets a hazard compares nothing."""
    check = checking.Check(entry_of("native_group_norm"), subjects.get("eager"), "default")
    judged = []
    judge = checking.judge

    def counted(*args):
        judged.append(judge(*args))
        return judged[-1]

    monkeypatch.setattr(checking, "judge", counted)
    assert check.first_finding() is None
    assert check.examples == sum(each.compared for each in judged) < len(judged)
