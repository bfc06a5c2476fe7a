"""Inputs that the database never draws, drawn at random from those that it does.

`variations` tries each change of a sample by itself. Here several come together, as they happen to
be drawn: of each tensor the values, the place of its elements in memory and whether it requires
grad; lengths of the sample's dimensions, or of one operand alone; one tensor given twice; the
gradient that comes in; the in-place form.

Choices come from a `Source`, so that Hypothesis shrinks them: the lowest changes nothing. What the
operator does not take is drawn, too: how torch refuses it is part of what is compared.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from conformance.operators.choosing import MOST_ELEMENTS
from conformance.operators.database import Call, Entry
from conformance.operators.evaluating import Differentiation
from conformance.operators.samples import Leaf, Sample, contiguous
from conformance.operators.uncovered import HALVES, NOT_AT_MINUS_ZERO, NOT_IN_HALF, UNDRAWN
from conformance.operators.variations import (
    VALUES,
    is_elementwise,
    is_linear,
    numbers_in,
    relaid,
)
from conformance.scenarios.sources import Source

# Where kernels and derivatives take special care, or should.
FINITE = (0.0, 1.0, -1.0, -0.0, 0.5, -2.0)
# These only where each element has a derivative of its own, or where derivatives do not depend on
# the numbers. Elsewhere it is a matter of how a sum of products is written whether 0 times infinity
# comes up in it, or infinity less infinity.
EXTREME = (1e-310, math.inf, -math.inf)
# Complex numbers only where neither they nor their inverses overflow: what comes of infinite parts
# depends on how products are spelled.
COMPLEX = (0j, 1 + 0j, -1 + 0j, 1j, complex(-0.0, -0.0), 0.5 - 2j)
# NaN comes in tensors of so many elements at most: many of torch's kernels treat it in one way
# where they compute several elements at once, and in another for the few that remain at the end.
MOST_WITH_NAN = 3
SHAPES = ((), (3,), (2, 3), (0,), (1,), (2, 1, 3), (2, 0))
LENGTHS = (1, 0, 2)
# Operators that broadcast their operands, besides those that work element by element.
BROADCASTING = (
    "__rmatmul__",
    "addbmm",
    "addcdiv",
    "addcmul",
    "addmm",
    "addmv",
    "addr",
    "baddbmm",
    "clamp",
    "dist",
    "lerp",
    "linalg.cross",
    "linalg.vecdot",
    "masked_fill",
    "masked_select",
    "matmul",
    "nn.functional.bilinear",
    "nn.functional.cosine_similarity",
    "nn.functional.gaussian_nll_loss",
    "nn.functional.huber_loss",
    "nn.functional.kl_div",
    "nn.functional.l1_loss",
    "nn.functional.linear",
    "nn.functional.margin_ranking_loss",
    "nn.functional.mse_loss",
    "nn.functional.pairwise_distance",
    "nn.functional.poisson_nll_loss",
    "nn.functional.scaled_dot_product_attention",
    "nn.functional.smooth_l1_loss",
    "tensordot",
    "trapezoid",
    "trapz",
    "where",
)

T = TypeVar("T")


class Input(NamedTuple):
    """One call to be compared, on one sample."""

    call: Call
    sample: Sample
    how: Differentiation


class Pool(NamedTuple):
    """What inputs of an entry are drawn from.

    Attributes:
        entry: the entry.
        samples: short ones, if there are such; all have tensors.
        takes_extremes: whether what comes of infinite numbers is certain.
    """

    entry: Entry
    samples: list[Sample]
    takes_extremes: bool


def pool(entry: Entry, samples: Sequence[Sample]) -> Pool:
    """What to draw from, of these samples."""
    given = sorted((sample for sample in samples if sample.leaves), key=_elements)
    if entry.name in NOT_IN_HALF:
        given = [s for s in given if not any(leaf.dtype in HALVES for leaf in s.leaves)]
    given = [sample for sample in given if _elements(sample) <= MOST_ELEMENTS] or given[:1]
    certain = is_elementwise(entry) or all(is_linear(entry, sample) for sample in given)
    return Pool(entry, given, certain)


def draw_input(source: Source, drawn_from: Pool) -> Input:
    """One of the samples, changed."""
    entry, samples, _ = drawn_from
    choices = _Choices(source)
    sample = choices.among(samples)
    left_out = UNDRAWN.get(entry.name, ())
    for kind, change in CHANGES.items():
        if kind not in left_out:
            sample = change(choices, drawn_from, sample)
    call = entry.call()
    in_place = entry.in_place_call()
    if in_place is not None and sample.in_place and choices.happens(3):
        call = in_place
    return Input(call, sample, _differentiation(choices))


class _Choices:
    """What is asked of a source of choices."""

    def __init__(self, source: Source):
        self.integer = source.integer

    def among(self, items: Sequence[T]) -> T:
        """One of several; the first is the simplest."""
        return items[self.integer(0, len(items) - 1)]

    def happens(self, one_in: int) -> bool:
        """Whether something happens that happens once in so many times."""
        return self.integer(0, one_in - 1) == one_in - 1


def _elements(sample: Sample) -> int:
    return sum(leaf.count for leaf in sample.leaves)


# --- shapes ----------------------------------------------------------------------------------


def _shapes(choices: _Choices, drawn_from: Pool, sample: Sample) -> Sample:
    if not choices.happens(2):
        return sample
    if is_elementwise(drawn_from.entry):
        size = choices.among(SHAPES)
        return sample.with_leaves(lambda leaf: of_size(leaf, _part(choices, size)), "shapes")
    if drawn_from.entry.name in BROADCASTING and choices.happens(2):
        return _one_operand(choices, sample)
    known = sorted({length for leaf in sample.leaves for length in leaf.size})
    if not known:
        return sample
    return with_length(sample, choices.among(known), choices.among(LENGTHS))


def with_length(sample: Sample, length: int, instead: int) -> Sample:
    """The sample with another length wherever this one comes up."""

    def change(leaf: Leaf) -> Leaf:
        return of_size(leaf, tuple(instead if each == length else each for each in leaf.size))

    return sample.with_leaves(change, f"{instead} instead of {length}")


def _part(choices: _Choices, size: tuple[int, ...]) -> tuple[int, ...]:
    """This size, or one that is broadcast to it."""
    if not size or not choices.happens(2):
        return size
    first = choices.integer(0, len(size))
    return tuple(1 if choices.happens(2) else length for length in size[first:])


def _one_operand(choices: _Choices, sample: Sample) -> Sample:
    """One operand is to be broadcast: a dimension of it gets the length 1, or the first goes."""
    given = [leaf for leaf in sample.leaves if leaf.size]
    if not given:
        return sample
    chosen = choices.among(given)
    place = choices.integer(0, len(chosen.size))
    size = (*chosen.size[:place], 1, *chosen.size[place + 1 :])
    if place == len(chosen.size):
        size = chosen.size[1:]
    return with_size(sample, chosen, size)


def with_size(sample: Sample, chosen: Leaf, size: tuple[int, ...]) -> Sample:
    """The sample with one of its tensors of another size."""

    def change(leaf: Leaf) -> Leaf:
        return of_size(leaf, size) if leaf is chosen else leaf

    return sample.with_leaves(change, f"one operand of size {size}")


def of_size(leaf: Leaf, size: tuple[int, ...]) -> Leaf:
    """The leaf with another size, and its elements over and over."""
    if size == leaf.size:
        return leaf
    known = leaf.elements or [1.0 if leaf.is_floating else 1]
    elements = list(itertools.islice(itertools.cycle(known), math.prod(size)))
    return leaf.replaced(elements=elements, size=size, stride=None, offset=0)


# --- values ----------------------------------------------------------------------------------


def _values(choices: _Choices, drawn_from: Pool, sample: Sample) -> Sample:
    if not choices.happens(2):
        return sample
    names = tuple(VALUES)

    without = drawn_from.entry.name in NOT_AT_MINUS_ZERO
    finite = [value for value in FINITE if not (without and str(value) == "-0.0")]
    special = (*finite, *numbers_in(sample))
    if drawn_from.takes_extremes:
        few = all(leaf.count <= MOST_WITH_NAN for leaf in sample.leaves)
        with_nan = few or not is_elementwise(drawn_from.entry)
        special = (*special, *EXTREME, math.nan) if with_nan else (*special, *EXTREME)

    def change(leaf: Leaf) -> Leaf:
        if not leaf.is_floating or not leaf.elements:
            return leaf
        leaf = VALUES[choices.among(names)](leaf)
        if choices.happens(2):
            return _special(choices, leaf, COMPLEX if leaf.is_complex else special)
        return leaf

    return sample.with_leaves(change, "values")


def _special(choices: _Choices, leaf: Leaf, special: Sequence[complex]) -> Leaf:
    """Some of the elements become special ones."""
    elements = list(leaf.elements)
    for _ in range(choices.integer(1, 3)):
        elements[choices.integer(0, len(elements) - 1)] = choices.among(special)
    return leaf.replaced(elements=elements)


# --- memory ----------------------------------------------------------------------------------


def _memory(choices: _Choices, drawn_from: Pool, sample: Sample) -> Sample:
    if not choices.happens(2):
        return sample
    repeats = "repeat" not in UNDRAWN.get(drawn_from.entry.name, ())
    return sample.with_leaves(lambda leaf: _laid_out(choices, leaf, repeats), "memory")


def _laid_out(choices: _Choices, leaf: Leaf, repeats: bool) -> Leaf:
    if leaf.stride is not None or not leaf.size or choices.happens(3):
        return leaf
    plain = contiguous(leaf.size)
    strides = [contiguous(leaf.size[::-1])[::-1], tuple(2 * step for step in plain)]
    if repeats and leaf.is_floating:  # indices would be others than they were
        place = choices.integer(0, len(plain) - 1)
        strides += [(*plain[:place], 0, *plain[place + 1 :]), (1,) * len(plain)]
    return relaid(leaf, choices.among(strides))


# --- arguments -------------------------------------------------------------------------------


def _flags(choices: _Choices, drawn_from: Pool, sample: Sample) -> Sample:
    if not choices.happens(3):
        return sample

    def change(leaf: Leaf) -> Leaf:
        if not leaf.is_floating:
            return leaf
        return leaf.replaced(requires_grad=leaf.requires_grad is not choices.happens(2))

    return sample.with_leaves(change, "flags")


def _one_twice(choices: _Choices, drawn_from: Pool, sample: Sample) -> Sample:
    """The first tensor stands for another of its dtype, and where shapes matter of its size."""
    if not choices.happens(4):
        return sample
    first, *others = sample.leaves
    fitting = [
        leaf
        for leaf in others
        if leaf.dtype == first.dtype
        and (leaf.size == first.size or is_elementwise(drawn_from.entry))
    ]
    if not fitting:
        return sample
    other = choices.among(fitting)
    return sample.with_leaves(lambda leaf: first if leaf is other else leaf, "one tensor twice")


CHANGES = {
    "shapes": _shapes,
    "values": _values,
    "memory": _memory,
    "flags": _flags,
    "one tensor twice": _one_twice,
}


def _differentiation(choices: _Choices) -> Differentiation:
    if not choices.happens(3):
        return Differentiation()
    return Differentiation(gradient=choices.among(("expanded", "zero", "partial", "transposed")))
