"""When two numbers count as the same.

Values are equal bit for bit where both sides compute them alike, which is nearly always: the same
kernels do the arithmetic. They may compute a derivative in another order, or fuse two roundings
into one, so floating point values are allowed a few units in the last place of their dtype; the
relative part is about eight roundings, the absolute one the same at magnitude one, for sums that
cancel. Everything else (integers, bools, shapes, NaN or infinite or not) is exact.
"""

import cmath
import math
from typing import Any, NamedTuple

from conformance.tracing.observations import Unreadable


class Tolerance(NamedTuple):
    """|expected - actual| <= absolute + relative * |expected|."""

    relative: float
    absolute: float


EXACT = Tolerance(0.0, 0.0)

# dtype -> tolerance, with its unit in the last place at 1
TOLERANCES = {
    "torch.float64": Tolerance(1e-12, 1e-12),  # 2.2e-16; room for sums that cancel
    "torch.float32": Tolerance(1.3e-6, 1e-6),  # 1.2e-7
    "torch.bfloat16": Tolerance(1.6e-2, 1.6e-2),  # 7.8e-3
    "torch.float16": Tolerance(1e-3, 1e-3),  # 9.8e-4
    "torch.complex128": Tolerance(1e-12, 1e-12),
    "torch.complex64": Tolerance(1.3e-6, 1e-6),
    "torch.complex32": Tolerance(1e-3, 1e-3),
    "float64": Tolerance(1e-12, 1e-12),  # numpy's names; and Python's own floats
    "float32": Tolerance(1.3e-6, 1e-6),
    "float": Tolerance(1.3e-6, 1e-6),  # may come from a float32 tensor's item()
    "complex": Tolerance(1.3e-6, 1e-6),
}


def tolerance_of(dtype: str) -> Tolerance:
    """The tolerance of a dtype; exact for those that are not in the table."""
    return TOLERANCES.get(dtype, EXACT)


def close(expected: Any, actual: Any, tolerance: Tolerance) -> bool:
    """Whether two values, numbers or nested lists of numbers, count as the same."""
    if type(expected) is not type(actual):
        return False
    if isinstance(expected, (list, tuple)):
        return len(expected) == len(actual) and all(
            close(one, other, tolerance) for one, other in zip(expected, actual, strict=True)
        )
    if isinstance(expected, float):
        return _close_numbers(expected, actual, tolerance)
    if isinstance(expected, complex):
        return _close_complex(expected, actual, tolerance)
    if isinstance(expected, Unreadable):
        return True  # a value that neither side can read; how it says so is no part of the value
    return expected == actual


def _close_complex(expected, actual, tolerance):
    """By modulus: the error of complex arithmetic is one of the number and not of its parts."""
    if all(cmath.isfinite(number) for number in (expected, actual)):
        return abs(expected - actual) <= tolerance.absolute + tolerance.relative * abs(expected)
    return _close_numbers(expected.real, actual.real, tolerance) and _close_numbers(
        expected.imag, actual.imag, tolerance
    )


def _close_numbers(expected, actual, tolerance):
    if expected == actual or (math.isnan(expected) and math.isnan(actual)):
        return True
    if not (math.isfinite(expected) and math.isfinite(actual)):
        return False
    return abs(expected - actual) <= tolerance.absolute + tolerance.relative * abs(expected)
