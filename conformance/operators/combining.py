"""Samples with arguments that the database has apart, in circumstances that it has not.

`recombining` says what an argument can become, `covering` what comes together. Here is what samples
are varied in meanwhile, and which of them an operator takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy

from conformance.operators import variations
from conformance.operators.choosing import Met, choose, is_tiny
from conformance.operators.covering import Base, Circumstances, Combination, cover
from conformance.operators.database import Entry
from conformance.operators.evaluating import Differentiation
from conformance.operators.recombining import Changes
from conformance.operators.samples import Leaf, Sample, elements_of, first_of, plain
from conformance.operators.uncovered import ONLY_OPTIONS, UNDRAWN, UNSOUND, UNVARIED

# Of each dtype, so many samples are put together with others' arguments, and no larger ones.
_BASES = {"float64": 5, "complex128": 2}
_LARGEST = 256
# Of one that is expanded nothing may be left to be seen: all that a row varies in is a number.
_LAYOUTS = ("transposed", "sliced", "overlapping")
# The names of circumstances are none that an argument has.
_DTYPE, _VALUES, _MEMORY, _GRADIENT = "(dtype)", "(values)", "(memory)", "(gradient)"


class Combined(NamedTuple):
    """A sample that was put together, and how it is differentiated."""

    sample: Sample
    how: Differentiation


def combine(
    entry: Entry, most: int, among: int | None, met: Met, accepts: Callable[[Sample], bool]
) -> Iterator[Combined]:
    """So many samples that the operator accepts, made of the first `among` of the database.

    `met` are the traits of samples that were drawn already; those of these are added.

    Raises:
        UnusableSample: the samples hold sparse tensors, or no plain data.
    """
    unsound = UNSOUND.get(entry.name, ())
    # Operators that work element by element meet all values anyway.
    worthwhile = () if variations.is_elementwise(entry) else (_VALUES,)
    bases = []
    for dtype in [each for each in _BASES if each in entry.dtypes and each not in unsound]:
        known = sorted(first_of(entry, dtype, among), key=elements_of)
        known = [s for s in known if elements_of(s) <= _LARGEST] or known[:1]
        varied = [sample for sample in known if not is_tiny(sample.input)] or known
        changes = Changes(entry.function, known, entry.name not in ONLY_OPTIONS)
        circumstances = _circumstances(entry, dtype)
        for sample in choose(varied, _BASES[dtype], Met()):
            bases.append(Base(sample, changes.of(sample), circumstances, worthwhile))
    made: dict[int, Sample] = {}

    def accepted(combination: Combination) -> bool:
        sample = _sample(entry, combination)
        made[id(combination.sample)] = sample
        return accepts(sample)

    for each in cover(bases, most, met, accepted) if bases else ():
        how = Differentiation(gradient=each.circumstances[_GRADIENT])
        yield Combined(made[id(each.sample)], how)


def _circumstances(entry: Entry, dtype: str) -> Circumstances:
    """What else a sample is varied in; the plainest first."""
    left_out = {*UNVARIED.get(entry.name, ()), *UNDRAWN.get(entry.name, ())}
    dtypes = [dtype]
    if dtype == "float64" and "float32" in entry.dtypes:
        dtypes.append("float32")
    values = ["generic"]
    if "values" not in left_out:
        values += [name for name in variations.partly_of(entry) if name not in left_out]
    memory = [""]
    if "memory" not in left_out:
        memory += [name for name in _LAYOUTS if name not in left_out]
    if "repeat" in left_out and "overlapping" in memory:
        memory.remove("overlapping")
    gradients = ("generic", "transposed")
    return {_DTYPE: dtypes, _VALUES: values, _MEMORY: memory, _GRADIENT: gradients}


def _sample(entry: Entry, combination: Combination) -> Sample:
    """The sample as plain data, in its circumstances."""
    dtype, values, memory, _ = (
        combination.circumstances[name] for name in (_DTYPE, _VALUES, _MEMORY, _GRADIENT)
    )
    sample = plain(combination.sample, f"{entry.name} {dtype}, combined")
    if dtype == "float32":
        sample = sample.with_leaves(_single, dtype)
    if values != "generic":
        sample = sample.with_leaves(variations.partly(values, sample), values)
    if memory:
        sample = sample.with_leaves(variations.LAYOUTS[memory], memory)
    return sample


def _single(leaf: Leaf) -> Leaf:
    """The leaf in single precision, its elements rounded to it."""
    if leaf.dtype != "float64":
        return leaf
    rounded: list[Any] = numpy.float32(leaf.elements).tolist()
    return leaf.replaced(dtype="float32", elements=rounded)
