"""Samples of other shapes, for operators that do not take any shapes that broadcast.

One change at a time: a length becomes 1 or 0 wherever it comes up; of an operator that broadcasts,
one operand gains a dimension, loses one, or has a length of 1 in its place; of several tensors in a
list, the last has no elements. `drawing` draws the same changes together with others.
"""

from __future__ import annotations

from collections.abc import Iterator

from conformance.operators.database import Entry
from conformance.operators.drawing import BROADCASTING, with_length, with_size
from conformance.operators.samples import Leaf, Sample
from conformance.operators.uncovered import UNDRAWN
from conformance.operators.variations import is_elementwise

# Operators that do not broadcast, whose operands still need not have as many dimensions.
_OF_ANY_DIMENSIONS = ("inner",)


def shaped(entry: Entry, sample: Sample) -> Iterator[Sample]:
    """The sample in other shapes; the operator may not take some of them."""
    if is_elementwise(entry) or "shapes" in UNDRAWN.get(entry.name, ()):
        return
    lengths = {length: None for leaf in sample.leaves for length in leaf.size if length > 1}
    for length in lengths:
        yield with_length(sample, length, 1)
    if lengths:
        yield with_length(sample, next(iter(lengths)), 0)
    for leaves in sample.args:
        if isinstance(leaves, (list, tuple)) and leaves and isinstance(leaves[-1], Leaf):
            # Nothing in a row joins tensors of any shape.
            for place in range(len(leaves[-1].size)) if len(leaves[-1].size) > 1 else ():
                yield with_size(sample, leaves[-1], _emptied(leaves[-1].size, place))
    if entry.name in (*BROADCASTING, *_OF_ANY_DIMENSIONS):
        for leaf in sample.leaves:
            for size in _to_be_broadcast(leaf.size):
                yield with_size(sample, leaf, size)


def _to_be_broadcast(size: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for place, length in enumerate(size):
        if length > 1:
            yield (*size[:place], 1, *size[place + 1 :])
    if size:
        yield size[1:]
    yield (2, *size)


def _emptied(size: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*size[:place], 0, *size[place + 1 :])
