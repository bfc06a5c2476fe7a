"""How far two derivatives of one operator may differ because numbers are rounded.

Forward, both sides run the same kernels, and derivatives are mostly made of few roundings. So the
first thing allowed is the dtype's tolerance, as everywhere in the suite: relative to each number,
and as much relative to the largest number of the tensor, since a sum that cancels errs by a part of
its largest term.

Where that is not enough, the numbers are ill-conditioned, or rounded often on the way (in bfloat16
each of a formula's steps is rounded to 8 bits, while a fused kernel rounds once). By how much is
not guessed for each operator but measured, on the reference alone: it evaluates the same derivative
again, with less rounding, or on inputs that differ in the last place (`evaluate_again`). What this
moves, the *spread*, is the error that one such computation has. Two computations may differ by a
few times as much (`SPREADS`).

A spread is not believed beyond `WIDEST`, as a part of the largest number: there the second
evaluation has come to the other side of a kink, and says nothing about rounding.
"""

from __future__ import annotations

from typing import Any

import numpy

from conformance.comparing.tolerance import EXACT, Tolerance, tolerance_of
from conformance.operators.database import Call
from conformance.operators.evaluating import Differentiation, Evaluation, Values, evaluate
from conformance.operators.samples import Leaf, Sample
from conformance.subjects import Subject

# Two computations, each with an error of one spread, and some bad luck.
SPREADS = 4.0

# dtype -> the widest spread that is believed; about the square root of the unit in the last place.
WIDEST = {
    "float64": 1e-7,
    "complex128": 1e-7,
    "float32": 1e-2,
    "complex64": 1e-2,
    "bfloat16": 0.25,
    "float16": 0.25,
}

# The dtypes whose roundings all but vanish in the dtype named here.
_FINER = {"float32": "float64", "bfloat16": "float64", "float16": "float64"}
# Inputs in the finest dtypes are moved by a few units in the last place. All by the same factor:
# what was equal, zero, or of one sign stays so.
_NUDGE = 1 + 2.0**-50


def evaluate_again(
    reference: Subject, call: Call, sample: Sample, how: Differentiation
) -> Evaluation:
    """The same evaluation by the reference, with less rounding or on nearly the same inputs."""
    return evaluate(reference, call, sample.with_leaves(_finer, "evaluated again"), how)


def _finer(leaf: Leaf) -> Leaf:
    if leaf.dtype in _FINER:
        return leaf.replaced(dtype=_FINER[leaf.dtype])
    if leaf.is_floating:
        return leaf.replaced(elements=[element * _NUDGE for element in leaf.elements])
    return leaf


def agree(expected: Values, actual: Values, again: Values | None = None) -> bool:
    """Whether two tensors of one dtype and shape hold the same numbers, up to rounding."""
    one, other = expected.array, actual.array
    tolerance = tolerance_of(f"torch.{expected.dtype}")
    if not one.size:
        return True
    if tolerance is EXACT or one.dtype.kind not in "fc" or other.dtype.kind not in "fc":
        return numpy.array_equal(one, other)
    spread = _spread(expected, again)
    if one.dtype.kind == "c":
        magnitude = numpy.abs(one)
        return _close(one.real, other.real, magnitude, tolerance, spread) and _close(
            one.imag, other.imag, magnitude, tolerance, spread
        )
    return _close(one, other, numpy.abs(one), tolerance, spread)


def _close(one: Any, other: Any, magnitude: Any, tolerance: Tolerance, spread: float) -> bool:
    same = (one == other) | (numpy.isnan(one) & numpy.isnan(other))
    if same.all():
        return True
    finite = numpy.isfinite(one) & numpy.isfinite(other)
    if not (same | finite).all():
        return False
    with numpy.errstate(all="ignore"):
        allowed = tolerance.absolute * max(1.0, _largest(magnitude)) + tolerance.relative * abs(one)
        close = numpy.abs(one - other) <= allowed + SPREADS * spread
    return bool((same | close).all())


def _spread(expected: Values, again: Values | None) -> float:
    """The error of the expected numbers, as far as a second evaluation shows it."""
    if again is None or again.array is None or again.shape != expected.shape:
        return 0.0
    with numpy.errstate(all="ignore"):
        moved = _largest(numpy.abs(again.array - expected.array))
    largest = max(1.0, _largest(numpy.abs(expected.array)))
    return moved if moved <= WIDEST[expected.dtype] * largest else 0.0


def _largest(magnitude: Any) -> float:
    """The largest of the numbers that are finite."""
    return float(magnitude[numpy.isfinite(magnitude)].max(initial=0.0))
