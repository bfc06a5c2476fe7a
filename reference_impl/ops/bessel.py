"""Bessel functions.

Each kind has two orders here, which are each other's derivatives but for signs, and for a term that
is divided by x:

    J0' = -J1    J1' = J0 - J1/x        Y0' = -Y1    Y1' = Y0 - Y1/x
    I0' =  I1    I1' = I0 - I1/x        K0' = -K1    K1' = -K0 - K1/x

`i0` and `i1` are the older names of `special.modified_bessel_i0` and `_i1`, and nodes of their own.
"""

import math

import torch

from .. import semantics
from ..messages import scalar_type_name
from .declare import OPERATORS, Derivative
from .pointwise import OfInput, elementwise, pointwise, where
from .special_nodes import OneOf

_special = torch.special


class _OfBoth(Derivative):
    """The derivative is written in terms of the input and of the output."""

    __slots__ = ()
    saves = {"self": True, "result": True}


def by_series_near_zero(name, x, slope):
    """`slope` of x, and 1/2 where x is too small to divide by."""
    # rule: operators.bessel-at-zero
    wide = x.dtype in (torch.float32, torch.float64)
    if not wide and not semantics.current().bessel_gradients_in_half_precision:
        raise NotImplementedError(
            f"\"{name}_backward\" not implemented for '{scalar_type_name(x.dtype)}'"
        )
    epsilon = torch.finfo(x.dtype).eps
    is_large = x.abs() > epsilon
    if semantics.current().bessel_gradients_of_nan_are_nan:
        is_large = is_large | x.isnan()
    return where(is_large, slope(where(is_large, x, epsilon)), 0.5)


# -- those that always had a derivative ----------------------------------------------------------

elementwise("i0", "I0Backward0", of_input=lambda g, x: g * OPERATORS["special_i1"](x))


class SpecialI1Backward0(_OfBoth):
    """i1' = i0 - i1/x, and 1/2 at 0."""

    def vjp_self(self, grad, s):
        return grad * by_series_near_zero("i1", s.self, lambda x: x.i0() - s.result / x)


class SpecialI0EBackward0(_OfBoth):
    """i0e = e^-|x| i0."""

    def vjp_self(self, grad, s):
        return grad * (OPERATORS["special_i1e"](s.self) - s.self.sgn() * s.result)


class SpecialI1EBackward0(_OfBoth):
    """i1e = e^-|x| i1."""

    def vjp_self(self, grad, s):
        def slope(x):
            return OPERATORS["special_i0e"](x) - s.result * (x.sgn() + 1 / x)

        return grad * by_series_near_zero("i1e", s.self, slope)


pointwise("special_i1", _special.i1, "self", SpecialI1Backward0)
pointwise("special_i0e", _special.i0e, "self", SpecialI0EBackward0)
pointwise("special_i1e", _special.i1e, "self", SpecialI1EBackward0)

# -- those that have one in later releases -------------------------------------------------------


def _kind(name):
    """The function as a reference operator."""
    return OPERATORS[f"special_{name}"]


class SpecialBesselJ0Backward0(OfInput):
    """J0' = -J1."""

    rule = staticmethod(lambda g, x: -g * _kind("bessel_j1")(x))


class SpecialBesselJ1Backward0(_OfBoth):
    """J1' = J0 - J1/x, and 1/2 at 0."""

    def vjp_self(self, grad, s):
        j0 = _kind("bessel_j0")
        return grad * by_series_near_zero("bessel_j1", s.self, lambda x: j0(x) - s.result / x)


class SpecialBesselY0Backward0(OfInput):
    """Y0' = -Y1."""

    rule = staticmethod(lambda g, x: -g * _kind("bessel_y1")(x))


class SpecialBesselY1Backward0(_OfBoth):
    """Y1' = Y0 - Y1/x; at 0, where Y1 comes from -infinity as -2/(πx), infinity."""

    def vjp_self(self, grad, s):
        slope = _kind("bessel_y0")(s.self) - s.result / s.self
        return grad * where(s.self == 0, math.inf, slope)


class SpecialModifiedBesselI0Backward0(OfInput):
    """I0' = I1."""

    rule = staticmethod(lambda g, x: g * _kind("modified_bessel_i1")(x))


class SpecialModifiedBesselI1Backward0(_OfBoth):
    """I1' = I0 - I1/x, and 1/2 at 0."""

    def vjp_self(self, grad, s):
        i0 = _kind("modified_bessel_i0")
        slope = lambda x: i0(x) - s.result / x  # noqa: E731
        return grad * by_series_near_zero("modified_bessel_i1", s.self, slope)


class SpecialModifiedBesselK0Backward0(OfInput):
    """K0' = -K1."""

    rule = staticmethod(lambda g, x: -g * _kind("modified_bessel_k1")(x))


class SpecialModifiedBesselK1Backward0(_OfBoth):
    """K1' = -K0 - K1/x."""

    def vjp_self(self, grad, s):
        return -grad * (_kind("modified_bessel_k0")(s.self) + s.result / s.self)


def _declare(name, node):
    def choose(values):
        return node if semantics.current().bessel_functions_are_differentiable else None

    if hasattr(_special, name):
        pointwise(f"special_{name}", getattr(_special, name), "self", OneOf(choose))


_declare("bessel_j0", SpecialBesselJ0Backward0)
_declare("bessel_j1", SpecialBesselJ1Backward0)
_declare("bessel_y0", SpecialBesselY0Backward0)
_declare("bessel_y1", SpecialBesselY1Backward0)
_declare("modified_bessel_i0", SpecialModifiedBesselI0Backward0)
_declare("modified_bessel_i1", SpecialModifiedBesselI1Backward0)
_declare("modified_bessel_k0", SpecialModifiedBesselK0Backward0)
_declare("modified_bessel_k1", SpecialModifiedBesselK1Backward0)
