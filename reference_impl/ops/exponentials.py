"""Exponentials, logarithms and roots."""

import math

import torch

from ..tensor import Tensor
from .declare import OPERATORS, Derivative
from .pointwise import elementwise, pointwise
from .special_nodes import OneOf, refuse_complex

LN2, LN10 = math.log(2), math.log(10)

elementwise("exp", "ExpBackward0", of_output=lambda g, y: g * y)
elementwise("exp2", "Exp2Backward0", of_output=lambda g, y: g * y * LN2)
elementwise("expm1", "Expm1Backward0", of_output=lambda g, y: g * (y + 1))
elementwise("log", "LogBackward0", of_input=lambda g, x: g / x)
elementwise("log2", "Log2Backward0", of_input=lambda g, x: g / (x * LN2))
elementwise("log10", "Log10Backward0", of_input=lambda g, x: g / (x * LN10))
elementwise("log1p", "Log1PBackward0", of_input=lambda g, x: g / (x + 1))
elementwise("sqrt", "SqrtBackward0", of_output=lambda g, y: g / (2 * y))
elementwise("rsqrt", "RsqrtBackward0", of_output=lambda g, y: -0.5 * g * y**3)


# -- sums of exponentials, and logarithms times a factor -----------------------------------------


class LogaddexpBackward0(Derivative):
    """z = ln(e^x + e^y): dz/dx = 1 / (1 + e^(y-x))."""

    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        grad = grad / (1 + (s.other - s.self).conj().exp())
        return refuse_complex(grad, self._metadata("self"))

    def vjp_other(self, grad, s):
        grad = grad / (1 + (s.self - s.other).conj().exp())
        return refuse_complex(grad, self._metadata("other"))


class Logaddexp2Backward0(Derivative):
    """z = log2(2^x + 2^y): dz/dx = 1 / (1 + 2^(y-x))."""

    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        return grad / (1 + OPERATORS["pow"](2, s.other - s.self))

    def vjp_other(self, grad, s):
        return grad / (1 + OPERATORS["pow"](2, s.self - s.other))


pointwise("logaddexp", torch.logaddexp, "self, other", LogaddexpBackward0)
pointwise("logaddexp2", torch.logaddexp2, "self, other", Logaddexp2Backward0)


class XlogyBackward0(Derivative):
    """z = x ln y, and 0 where x is 0: dz/dx = ln y, dz/dy = x / y.

    Where x is 0 the gradient of x is 0 too, for a y that has no logarithm.
    """

    inputs = ("self", "other")
    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        undefined = (s.self == 0) & (s.other <= 0)
        return OPERATORS["xlogy"](grad, s.other).masked_fill(undefined, 0)

    def vjp_other(self, grad, s):
        return grad * s.self / s.other


class XlogyBackward1(Derivative):
    """The same, x a number."""

    inputs = ("other",)
    saves = {"other": True}

    def vjp_other(self, grad, s):
        return grad * s.self / s.other


class XlogyBackward2(XlogyBackward0):
    """The same, y a number."""

    __slots__ = ()
    inputs = ("self",)
    saves = {"self": True}


def by_numbers(both, first_is_number, second_is_number):
    """Which node: by whether `self` or `other` is a number."""

    def choose(values):
        if not isinstance(values["self"], Tensor):
            return first_is_number
        return both if isinstance(values["other"], Tensor) else second_is_number

    return OneOf(choose)


_nodes = by_numbers(XlogyBackward0, XlogyBackward1, XlogyBackward2)
pointwise("xlogy", torch.xlogy, "self, other", _nodes)
