"""Trigonometric and hyperbolic functions, their inverses, and angles of the plane.

`tanh` is in `saturating`.
"""

import math

import torch

from .. import semantics
from .declare import Derivative
from .not_implemented import left_out
from .pointwise import OfInput, elementwise, pointwise, where
from .special_nodes import OneOf

elementwise("sin", "SinBackward0", of_input=lambda g, x: g * x.cos())
elementwise("cos", "CosBackward0", of_input=lambda g, x: g * -x.sin())
elementwise("tan", "TanBackward0", of_output=lambda g, y: g * (1 + y * y))
elementwise(
    "asin", "AsinBackward0", of_input=lambda g, x: g * (1 - x * x).rsqrt(), aliases=["arcsin"]
)
elementwise(
    "acos", "AcosBackward0", of_input=lambda g, x: g * -(1 - x * x).rsqrt(), aliases=["arccos"]
)
elementwise("atan", "AtanBackward0", of_input=lambda g, x: g / (x * x + 1), aliases=["arctan"])
elementwise("sinh", "SinhBackward0", of_input=lambda g, x: g * x.cosh())
elementwise("cosh", "CoshBackward0", of_input=lambda g, x: g * x.sinh())
elementwise("deg2rad", "Deg2RadBackward0", linear=lambda g: g * (math.pi / 180))
elementwise("rad2deg", "Rad2DegBackward0", linear=lambda g: g * (180 / math.pi))


def _inverse_hyperbolic(name, node_name, rule):
    """torch does not differentiate the in-place forms of these three."""

    class InPlace(Derivative):
        def vjp_self(self, grad, s):
            raise left_out(f"inplace version of {name}")

    node = type(node_name, (OfInput,), {"__slots__": (), "rule": staticmethod(rule)})
    InPlace.__name__ = node_name.replace("0", "1")
    InPlace.inputs = ("self",)
    nodes = OneOf(lambda values: node, in_place=lambda values: InPlace)
    pointwise(name, getattr(torch, name), "self", nodes, aliases=["arc" + name[1:]])


def _acosh_gradient(g, x):
    """1/sqrt(x²-1). The two roots of the complex function are apart: they have their own cuts."""
    if x.is_complex():
        return g * (x + 1).rsqrt() * (x - 1).rsqrt()
    return g * (x * x - 1).rsqrt()


_inverse_hyperbolic("asinh", "AsinhBackward0", lambda g, x: g * (x * x + 1).rsqrt())
_inverse_hyperbolic("acosh", "AcoshBackward0", _acosh_gradient)
_inverse_hyperbolic("atanh", "AtanhBackward0", lambda g, x: g * 1 / (1 - x * x))


def _sinc_gradient(g, x):
    """y = sin(πx)/(πx): dy/dx = (πx cos(πx) - sin(πx)) / πx², and 0 at 0."""
    angle, square = math.pi * x, math.pi * x * x
    slope = (angle * angle.cos() - angle.sin()) / square
    return where(square == 0, 0.0, g * slope)


elementwise("sinc", "SincBackward0", of_input=_sinc_gradient)


class Atan2Backward0(Derivative):
    """The angle of the point (x, y): its gradient is (-y, x) / (x² + y²), and 0 at the origin."""

    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        return grad * s.other * self._inverse_square(s)

    def vjp_other(self, grad, s):
        return grad * -s.self * self._inverse_square(s)

    def _inverse_square(self, s):
        square = s.self * s.self + s.other * s.other
        if not semantics.current().atan2_is_flat_at_origin:
            return square.reciprocal()
        # rule: operators.atan2-origin
        return where(square == 0, 0.0, square.reciprocal())


pointwise("atan2", torch.atan2, "self, other", Atan2Backward0, aliases=["arctan2"])


class HypotBackward0(Derivative):
    """r = sqrt(x² + y²): dr/dx = x / r."""

    saves = {"self": "self", "other": "other", "result": True}

    def vjp_self(self, grad, s):
        return grad * s.self / s.result

    def vjp_other(self, grad, s):
        return grad * s.other / s.result


pointwise("hypot", torch.hypot, "self, other", HypotBackward0)
