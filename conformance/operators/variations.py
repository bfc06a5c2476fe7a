"""Inputs that the database never draws, made of those that it does.

A variation changes one sample in one or several of these ways:

* the values: negative, tied, zero, at the usual bounds and kinks and at the numbers among the
  arguments, large, infinite, NaN, denormal; of two operands, each of some with each of the others;
* the memory: transposed, channels last, a slice of a larger block, expanded (one element for a
  whole dimension), overlapping;
* the shape, where the operator works element by element: no dimension, no element, one element,
  or operands that have to be broadcast;
* the arguments: one tensor given twice; only one of them requiring grad, or none; one index
  repeated;
* the gradient that comes in: expanded, zero, or undefined for all outputs but one;
* what may have been saved: each tensor that went in or came out is written to, before it is
  differentiated.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Hashable, Iterator
from typing import Any, NamedTuple

from packaging.version import Version

from conformance.installation import release
from conformance.operators.agreement import is_nothing
from conformance.operators.database import Entry
from conformance.operators.evaluating import TWICE, Differentiation, expect
from conformance.operators.samples import Leaf, Sample, contiguous
from conformance.operators.uncovered import UNDRAWN, UNVARIED, WRITTEN_SINCE

# Kinks and bounds of activations and of clamping, and what lies on both sides.
_BOUNDS = (0.0, 1.0, -1.0, 0.5, -0.5, 3.0, -3.0, 6.0, 2.0)
# Of these never more than three at a time: many of torch's kernels treat a NaN in one way where
# they compute several elements at once, and in another for the few that remain at the end.
_SPECIAL = (math.inf, math.nan, -0.0, -math.inf, 1e-310, -2.0, 100.0, -40.0, 25.0)
# What each of two operands has while the other has each of these.
_PAIRED = (0.0, -0.0, 1.0, -2.0, 1e-310, 40.0, math.inf, -math.inf)
# Of an operator's outputs so many are written to.
_WRITTEN = 3
# Numbers at which exponentials vanish, or are all there is.
_LARGE = (25.0, -40.0, 100.0, -100.0)


# Operators of whose inputs some are left out by making them minus infinite.
_MASKED = (
    "log_softmax",
    "logcumsumexp",
    "logsumexp",
    "nn.functional.softmin",
    "softmax",
    "special.log_softmax",
    "special.softmax",
)


# Operators whose second derivative is there where two factors are zero, and only these.
_PRODUCTS = ("cumprod", "masked.cumprod", "masked.prod", "prod")


class Variation(NamedTuple):
    """A changed sample, how it is differentiated, and what was changed, in words."""

    sample: Sample
    how: Differentiation
    words: str


def of(entry: Entry, sample: Sample) -> Iterator[Variation]:
    """The variations of one sample, plainest first, without those that say nothing of the entry."""
    left_out = UNVARIED.get(entry.name, ())
    met = {_contents(sample, TWICE)}
    for variation in _all_of(entry, sample):
        contents = _contents(variation.sample, variation.how)
        if variation.words.partition(",")[0] not in left_out and contents not in met:
            met.add(contents)
            yield variation


def elsewhere(entry: Entry, sample: Sample) -> Sample:
    """A sample whose elements lie otherwise in memory: transposed, or one of a row apart."""
    several = any(sum(length > 1 for length in leaf.size) > 1 for leaf in sample.leaves)
    name = "transposed" if several else "sliced"
    if name in UNVARIED.get(entry.name, ()) or "memory" in UNDRAWN.get(entry.name, ()):
        return sample
    return sample.with_leaves(LAYOUTS[name], name)


def tied_in_a_row(entry: Entry, sample: Sample) -> Iterator[Sample]:
    """The sample with one dimension, in which two of its numbers come over and over."""
    alone = len(sample.leaves) == 1 and len(sample.leaves[0].elements) > 1
    if alone and "tied" not in UNVARIED.get(entry.name, ()):
        yield sample.with_leaves(_row, "tied in a row")


def _row(leaf: Leaf) -> Leaf:
    return leaf.replaced(elements=(leaf.elements[:2] * 3)[:5], size=(5,), stride=None, offset=0)


def _contents(sample: Sample, how: Differentiation) -> Hashable:
    """What a variation comes to: several changes may leave a sample as another one did."""
    leaves = (
        (str(leaf.elements), leaf.size, leaf.stride or contiguous(leaf.size), leaf.requires_grad)
        for leaf in sample.leaves
    )
    return how, *leaves


def _all_of(entry: Entry, sample: Sample) -> Iterator[Variation]:
    if not sample.leaves:
        return
    for name, change in _values(sample).items():
        if name != "generic":
            yield Variation(sample.with_leaves(change, name), TWICE, name)
    if is_elementwise(entry):
        yield from _of_shapes(sample)
    elif not any(leaf.is_complex for leaf in sample.leaves):
        yield Variation(sample.with_leaves(_cycle(*_LARGE), "large"), TWICE, "large")
        wanted = sample.with_leaves(_where_wanted(_cycle(*_LARGE)), "large")
        yield Variation(wanted, TWICE, "large")
        if entry.name in _PRODUCTS:
            yield Variation(sample.with_leaves(_two_zeros, "two zeros"), TWICE, "two zeros")
        if entry.name in _MASKED:
            yield Variation(sample.with_leaves(_masked, "masked"), TWICE, "masked")
        if is_linear(entry, sample):
            special = sample.with_leaves(_where_wanted(_cycle(*_SPECIAL)), "special")
            yield Variation(special, TWICE, "special")
    for name, layout in LAYOUTS.items():
        yield Variation(sample.with_leaves(layout, name), TWICE, name)
    negative = sample.with_leaves(VALUES["negative"], "negative")
    yield Variation(negative.with_leaves(_transposed, "transposed"), TWICE, "transposed, negative")
    yield from _of_arguments(entry, sample)
    kinds = ("expanded", "zero", "partial") if _is_several(entry, sample) else ("expanded", "zero")
    for kind in kinds:
        yield Variation(sample, Differentiation(gradient=kind), f"{kind} gradient")
    if not any(leaf.is_complex for leaf in sample.leaves):
        if not _may_be_written(entry):
            return
        outputs = expect(entry.call(), sample).evaluation.outputs[:_WRITTEN]
        for place in range(len(sample.leaves) + len(outputs)):
            yield Variation(sample, Differentiation(orders=1, written=place), "written")


def _of_shapes(sample: Sample) -> Iterator[Variation]:
    for shapes in _SHAPES:
        one = _reshaped(sample, shapes)
        kinds = _values(sample)
        if not one.leaves[0].count:
            kinds = {"generic": VALUES["generic"]}
        elif max(map(math.prod, shapes)) > 1:  # of one element, each kind is one number
            kinds = {name: kinds[name] for name in ("generic", "negative")}
        for name, change in kinds.items():
            yield Variation(one.with_leaves(change, name), TWICE, f"{name}, shapes {shapes}")
    for start in range(0, len(_SPECIAL), 3):
        change = _cycle(*_SPECIAL[start : start + 3])
        one = _reshaped(sample, ((3,), (3,))).with_leaves(change, "special")
        yield Variation(one, TWICE, "special")
    if len(sample.leaves) > 1 and not any(leaf.is_complex for leaf in sample.leaves):
        yield Variation(_with_pairs(sample), TWICE, "pairs")
        both = _reshaped(sample, ((2,), (2,))).with_leaves(_both_special, "special")
        yield Variation(both, TWICE, "special")


def _may_be_written(entry: Entry) -> bool:
    """Whether the installed release saves what is specified."""
    since, _ = WRITTEN_SINCE.get(entry.name, ("0", ""))
    return release() >= Version(since)


def _both_special(leaf: Leaf) -> Leaf:
    """What cannot be told apart in both operands at once."""
    return leaf.replaced(elements=[math.nan, math.inf]) if leaf.is_floating else leaf


def _with_pairs(sample: Sample) -> Sample:
    """Each of some special values of the first operand meets each of the others'."""
    size = (len(_PAIRED) ** 2,)
    first, others = zip(*itertools.product(_PAIRED, repeat=2), strict=True)

    def change(leaf: Leaf) -> Leaf:
        if not leaf.is_floating:
            return leaf
        return leaf.replaced(elements=list(first if leaf is one.leaves[0] else others))

    one = _reshaped(sample, (size, size))
    return one.with_leaves(change, "pairs")


def _masked(leaf: Leaf) -> Leaf:
    """The first row minus infinite, and the last element."""
    if not leaf.is_floating or not leaf.count or not leaf.size:
        return leaf
    row = leaf.count // leaf.size[0] if len(leaf.size) > 1 else 1
    rest = leaf.elements[row:-1] if leaf.stride is None else []
    masked = [-math.inf] * row + rest + [-math.inf]
    return leaf.replaced(elements=masked) if len(masked) == leaf.count else leaf


def _two_zeros(leaf: Leaf) -> Leaf:
    if not leaf.is_floating or len(leaf.elements) < 2:
        return leaf
    ones = [abs(element) or 1.0 for element in leaf.elements]
    return leaf.replaced(elements=[0.0, *ones[1:-1], 0.0])


def _where_wanted(change: Callable[[Leaf], Leaf]) -> Callable[[Leaf], Leaf]:
    """The change for leaves that require grad, and only for these."""
    return lambda leaf: change(leaf) if leaf.requires_grad else leaf


def is_linear(entry: Entry, sample: Sample) -> bool:
    """Whether the derivative on a sample is the same for all numbers, as the reference has it."""
    found = expect(entry.call(), sample).evaluation
    count = sum(leaf.requires_grad for leaf in sample.leaves)
    return not found.errors and all(map(is_nothing, found.second[:count]))


def _is_several(entry: Entry, sample: Sample) -> bool:
    """Whether the operator has several outputs."""
    return len(expect(entry.call(), sample).evaluation.outputs) > 1


def is_elementwise(entry: Entry) -> bool:
    """Whether the operator can be given operands of any shapes that broadcast."""
    return type(entry.info).__name__ in ("UnaryUfuncInfo", "BinaryUfuncInfo")


# --- values ----------------------------------------------------------------------------------


def _cycle(*values: float) -> Callable[[Leaf], Leaf]:
    """Every floating-point leaf filled with these values, over and over."""

    def change(leaf: Leaf) -> Leaf:
        if not leaf.is_floating:
            return leaf
        kind = complex if leaf.is_complex else float
        # Another start for each shape and content: operands are not all alike.
        first = abs(leaf.elements[0]) if leaf.elements else 0.0
        # min() gives the bound for NaN, which is less than nothing.
        start = (leaf.count + int(8 * min(8.0, first))) % len(values)
        chosen = itertools.islice(itertools.cycle(values), start, start + len(leaf.elements))
        return leaf.replaced(elements=[kind(value) for value in chosen])

    return change


def _negative(leaf: Leaf) -> Leaf:
    if not leaf.is_floating:
        return leaf
    return leaf.replaced(elements=[_minus(element) for element in leaf.elements])


def _minus(element: Any) -> Any:
    if isinstance(element, complex):
        return complex(-abs(element.real), -abs(element.imag))
    return -abs(element)


def _tied(leaf: Leaf) -> Leaf:
    """Two of its own values over and over, so that they are in the operator's domain."""
    if not leaf.is_floating:
        return leaf
    return leaf.replaced(elements=[leaf.elements[i % 2] for i in range(len(leaf.elements))])


VALUES: dict[str, Callable[[Leaf], Leaf]] = {
    "generic": lambda leaf: leaf,
    "negative": _negative,
    "tied": _tied,
    "zero": _cycle(0.0),
    "bounds": _cycle(*_BOUNDS),
}


def _values(sample: Sample) -> dict[str, Callable[[Leaf], Leaf]]:
    """The ways to vary the values of a sample; the points special to reals are left to reals."""
    if any(leaf.is_complex for leaf in sample.leaves):
        return {name: VALUES[name] for name in ("generic", "negative", "tied")}
    return {**VALUES, "bounds": _cycle(*numbers_in(sample), *_BOUNDS)}


def numbers_in(sample: Sample) -> list[float]:
    """The numbers among the arguments, where something may change: an ε, a threshold, a bound."""
    given = (*sample.args, *sample.kwargs.values())
    plain = [float(each) for each in given if type(each) in (int, float)]
    return [number for number in dict.fromkeys(plain) if math.isfinite(number)]


def _some(change: Callable[[Leaf], Leaf], one_in: int) -> Callable[[Leaf], Leaf]:
    """The change in some places; what else an operator does still shows in the others."""

    def partly(leaf: Leaf) -> Leaf:
        elements = list(leaf.elements)
        elements[1::one_in] = change(leaf).elements[1::one_in]
        return leaf.replaced(elements=elements)

    return partly


# Kind of values -> one in how many elements is of that kind; the others stay as they are.
PARTLY = {"negative": 2, "zero": 3, "tied": 2, "bounds": 3}


def partly_of(entry: Entry) -> list[str]:
    """The kinds that make sense for an entry."""
    return ["two zeros", *PARTLY] if entry.name in _PRODUCTS else [*PARTLY]


def partly(name: str, sample: Sample) -> Callable[[Leaf], Leaf]:
    """A change of some elements of the tensors that require grad."""
    changes = _values(sample)
    if name == "tied":
        return _where_wanted(_pairwise)
    if name == "two zeros":
        return _where_wanted(_two_zeros)
    return _where_wanted(_some(changes.get(name, changes["negative"]), PARTLY[name]))


def _pairwise(leaf: Leaf) -> Leaf:
    """Every other element equals the one before it."""
    return leaf.replaced(elements=[leaf.elements[i - i % 2] for i in range(len(leaf.elements))])


# --- memory ----------------------------------------------------------------------------------


def relaid(leaf: Leaf, stride: tuple[int, ...]) -> Leaf:
    """The same elements at other places in memory; of those that get one place, the last."""
    if leaf.stride is not None or not leaf.count:
        return leaf
    extent = 1 + sum((n - 1) * step for n, step in zip(leaf.size, stride, strict=True))
    elements = [leaf.elements[0]] * extent
    for place, index in zip(leaf.elements, itertools.product(*map(range, leaf.size)), strict=True):
        elements[sum(i * step for i, step in zip(index, stride, strict=True))] = place
    return leaf.replaced(elements=elements, stride=stride)


def _transposed(leaf: Leaf) -> Leaf:
    """The last dimension varies slowest; of images, the channels vary fastest."""
    if len(leaf.size) < 4:
        return relaid(leaf, contiguous(leaf.size[::-1])[::-1])
    samples, channels, *rest = leaf.size
    slowest, *others, fastest = contiguous((samples, *rest, channels))
    return relaid(leaf, (slowest, fastest, *others))


def _sliced(leaf: Leaf) -> Leaf:
    return relaid(leaf, tuple(2 * step for step in contiguous(leaf.size)))


def _expanded(leaf: Leaf) -> Leaf:
    """The first element of the first dimension stands for all of them."""
    if leaf.stride is not None or not leaf.count or not leaf.size or not leaf.is_floating:
        return leaf
    stride = (0, *contiguous(leaf.size)[1:])
    return leaf.replaced(elements=leaf.elements[: math.prod(leaf.size[1:])], stride=stride)


def _overlapping(leaf: Leaf) -> Leaf:
    """Each row begins one element after the row before it."""
    return relaid(leaf, (1,) * len(leaf.size)) if leaf.is_floating else leaf


LAYOUTS: dict[str, Callable[[Leaf], Leaf]] = {
    "transposed": _transposed,
    "sliced": _sliced,
    "expanded": _expanded,
    "overlapping": _overlapping,
}


# --- shapes ----------------------------------------------------------------------------------

# Of the first operand, and of those after it.
_SHAPES = (
    ((), ()),
    ((0,), (1,)),
    ((1,), (1,)),
    ((2, 3), (3,)),
    ((2, 1), (2, 3)),
    ((), (2,)),
)


def _reshaped(sample: Sample, shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> Sample:
    places = {leaf: min(place, 1) for place, leaf in enumerate(sample.leaves)}

    def change(leaf: Leaf) -> Leaf:
        shape = shapes[places[leaf]]
        count = math.prod(shape)
        known = leaf.elements or [1.0 if leaf.is_floating else 1]
        elements = list(itertools.islice(itertools.cycle(known), count))
        return leaf.replaced(elements=elements, size=shape, stride=None)

    return sample.with_leaves(change, f"shapes {shapes}")


# --- arguments -------------------------------------------------------------------------------


def _of_arguments(entry: Entry, sample: Sample) -> Iterator[Variation]:
    if any(_is_index(leaf) for leaf in sample.leaves):
        yield Variation(sample.with_leaves(_one_index, "one index"), TWICE, "one index")
        if entry.name in _COUNTING_BACK:
            back = sample.with_leaves(_from_the_end, "from the end")
            yield Variation(back, TWICE, "from the end")
    wanted = [leaf for leaf in sample.leaves if leaf.requires_grad]
    if wanted:
        none = requiring(sample, None)
        yield Variation(none, TWICE, "none requires grad")
    if len(wanted) > 1:
        for alone in wanted:
            yield Variation(requiring(sample, alone), TWICE, "one requires grad")
        first = wanted[0]
        for other in wanted[1:]:
            if (other.size, other.dtype) == (first.size, first.dtype):
                same = sample.with_leaves(_instead(other, first), "one tensor twice")
                yield Variation(same, TWICE, "one tensor twice")


# Operators that count indices below 0 from the end. Others refuse them, or do not look.
_COUNTING_BACK = ("__getitem__", "index_put", "put", "take", "take_along_dim")


def _is_index(leaf: Leaf) -> bool:
    return leaf.dtype == "int64" and leaf.count > 1


def _one_index(leaf: Leaf) -> Leaf:
    """The first index in all places."""
    return (
        leaf.replaced(elements=leaf.elements[:1] * len(leaf.elements)) if _is_index(leaf) else leaf
    )


def _from_the_end(leaf: Leaf) -> Leaf:
    return (
        leaf.replaced(elements=[-1 - each for each in leaf.elements]) if _is_index(leaf) else leaf
    )


def _instead(other: Leaf, first: Leaf) -> Callable[[Leaf], Leaf]:
    return lambda leaf: first if leaf is other else leaf


def requiring(sample: Sample, alone: Leaf | None) -> Sample:
    """The sample with one tensor alone that requires grad, or none."""

    def change(leaf: Leaf) -> Leaf:
        return leaf.replaced(requires_grad=leaf is alone)

    words = "one requires grad" if alone else "none requires grad"
    return sample.with_leaves(change, words)
