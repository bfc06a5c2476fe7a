"""How far two derivatives of one operator may differ because numbers are rounded.

Forward, both sides run the same kernels, and derivatives are mostly made of few roundings. So the
first thing allowed is the dtype's tolerance, as everywhere in the suite: relative to each number,
and as much relative to the largest number of the tensor, since a sum that cancels errs by a part of
its largest term.

Where terms are large and cancel *within* a kernel, the largest number of the tensor does not show
it: `MAGNITUDES` says for which operators, and why.

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

from typing import Any, NamedTuple

import numpy
from packaging.version import Version

from conformance.comparing.tolerance import EXACT, tolerance_of
from conformance.installation import release
from conformance.operators.database import Call
from conformance.operators.evaluating import Differentiation, Evaluation, Values, evaluate
from conformance.operators.samples import Leaf, Sample
from conformance.subjects import Subject

# Two computations, each with an error of one spread, and some bad luck.
SPREADS = 4.0

# dtype -> the widest spread that is believed. In half precision a sum that cancels can lose all its
# digits; there is no kink to be crossed, since the second evaluation has the very same inputs.
WIDEST = {
    "float64": 1e-7,
    "complex128": 1e-7,
    "float32": 1e-2,
    "complex64": 1e-2,
    "complex32": 1.0,
    "bfloat16": 1.0,
    "float16": 1.0,
}

# Entry -> the magnitude of the terms that its derivative is a difference of.
# Normalizations: x r - m r, with r = 1/√(v + ε) = 316 where all x of a sample are alike, and |x| up
# to 10: the database's samples have samples of one element. Second derivatives: |x| r³, where two
# elements of a row are nearly alike and all but cancel.
# Attention: scores are products of two projections, each Σ x w + b of two elements, up to 130.
MAGNITUDES = {"nn.functional.multi_head_attention_forward": 130.0**2} | dict.fromkeys(
    (
        "_native_batch_norm_legit",
        "native_batch_norm",
        "native_group_norm",
        "nn.functional.batch_norm",
        "nn.functional.group_norm",
        "nn.functional.instance_norm",
        "nn.functional.layer_norm",
    ),
    3e3,
)
# g/|z| less its part along z, where the database's |z| comes down to 0.01.
MAGNITUDES["polar"] = 3e2
# Scores are products of elements up to 8; where the softmax is 1 but for a rounding, it is theirs.
MAGNITUDES["nn.functional.scaled_dot_product_attention"] = 8.0 * 8.0
# w (1 - σ(x)) g, with w up to 8 and g up to 3; σ(x) is rounded to half precision, often to 1.
MAGNITUDES["nn.functional.multilabel_soft_margin_loss"] = 8.0 * 3.0
# c_ij/√(c_ii c_jj): of rows of two elements all that a second derivative has cancels. These are
# terms g h/σ², with g and h up to 3 and σ down to 1.
MAGNITUDES["corrcoef"] = 3.0 * 3.0

# The dtype in which kernels compute such terms, where it is not that of the numbers: what they
# return is rounded to half precision, and not what cancels.
COMPUTED_IN = {"bfloat16": "float32", "float16": "float32"}
# Releases before (2.4 and 2.8 were measured) round on the way, and so do to this day kernels of
# attention, and what is made of several operators.
COMPUTED_SO_SINCE = Version("2.13")
ROUNDED_ON_THE_WAY = frozenset(
    (
        "corrcoef",
        "nn.functional.multilabel_soft_margin_loss",
        "nn.functional.scaled_dot_product_attention",
    )
)

# Dtypes in which a term of an ordinary derivative exceeds the largest number. Where the two sides
# write a second derivative otherwise, one may overflow and the other not.
OVERFLOWING = ("float16", "complex32")

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


class Terms(NamedTuple):
    """What a derivative is a difference of: how large they are, and whether they keep the dtype."""

    magnitude: float = 1.0
    keep_dtype: bool = False

    def absolute(self, dtype: str) -> float:
        """By how much rounding moves them."""
        computed_in = dtype if self.keep_dtype else COMPUTED_IN.get(dtype, dtype)
        return tolerance_of(f"torch.{computed_in}").absolute * self.magnitude


def terms_of(entry: str) -> Terms:
    """Those of an entry of the database, in the installed release."""
    rounded = entry in ROUNDED_ON_THE_WAY or release() < COMPUTED_SO_SINCE
    return Terms(MAGNITUDES.get(entry, 1.0), keep_dtype=rounded)


ORDINARY = Terms()


def agree(
    expected: Values,
    actual: Values,
    again: Values | None = None,
    terms: Terms = ORDINARY,
    overflow: bool = False,
) -> bool:
    """Whether two tensors of one dtype and shape hold the same numbers, up to rounding.

    `again` is the second evaluation, `terms` what rounding acts on, and `overflow` says that an
    element may be infinite or NaN on one side alone, in the dtypes where that happens.
    """
    one, other = expected.array, actual.array
    tolerance = tolerance_of(f"torch.{expected.dtype}")
    if not one.size:
        return True
    if tolerance is EXACT or {one.dtype.kind, other.dtype.kind} - {"f", "c"}:
        return numpy.array_equal(one, other)
    spread = _spread(expected, again)
    largest = max(1.0, _largest(numpy.abs(one)))
    overflow = overflow and expected.dtype in OVERFLOWING
    allowed = max(tolerance.absolute * largest, terms.absolute(expected.dtype)) + SPREADS * spread
    if one.dtype.kind == "c":
        parts = ((one.real, other.real), (one.imag, other.imag))
    else:
        parts = ((one, other),)
    return all(_close(a, b, allowed, tolerance.relative, overflow) for a, b in parts)


def _close(one: Any, other: Any, absolute: float, relative: float, overflow: bool) -> bool:
    same = (one == other) | (numpy.isnan(one) & numpy.isnan(other))
    if same.all():
        return True
    finite = numpy.isfinite(one) & numpy.isfinite(other)
    with numpy.errstate(all="ignore"):
        close = numpy.abs(one - other) <= absolute + relative * numpy.abs(one)
    return bool((same | (finite & close) | (~finite & overflow)).all())


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
