"""Rounding and remainders: steps are flat, so what is rounded gets no gradient, or all of it."""

import torch

from ..tensor import Tensor
from .arithmetic import zeros_like
from .declare import OPERATORS, Derivative
from .not_implemented import without_derivative
from .pointwise import elementwise, pointwise
from .special_nodes import OneOf

elementwise("floor", "FloorBackward0", linear=zeros_like)
elementwise("ceil", "CeilBackward0", linear=zeros_like)
elementwise("trunc", "TruncBackward0", linear=zeros_like, aliases=["fix"])
elementwise("frac", "FracBackward0", linear=lambda g: g)


class RoundBackward0(Derivative):
    """To the nearest integer; halfway, to the even one."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return zeros_like(grad)


class RoundBackward1(RoundBackward0):
    """To a number of decimals."""

    __slots__ = ()


def _round_node(values):
    return RoundBackward0 if values["decimals"] is None else RoundBackward1


pointwise("round", torch.round, "self, *, decimals=None", OneOf(_round_node))


class FmodBackward1(Derivative):
    """z = x - y trunc(x/y): the quotient is flat."""

    inputs = ("self", "other")
    saves = {"self": "other", "other": "other"}
    rounding = "trunc"

    def vjp_self(self, grad, s):
        return grad

    def vjp_other(self, grad, s):
        return -grad * OPERATORS["div"](s.self, s.other, rounding_mode=self.rounding)


class RemainderBackward1(FmodBackward1):
    """z = x - y floor(x/y)."""

    __slots__ = ()
    rounding = "floor"


class FmodBackward0(Derivative):
    """By a number."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return grad


class RemainderBackward0(FmodBackward0):
    """By a number."""

    __slots__ = ()


def _is_tensor(values):
    """Is the divisor a tensor? Beside an inference tensor a number becomes one."""
    return isinstance(values["other"], Tensor) or values["self"].is_inference()


def _fmod_node(values):
    return FmodBackward1 if _is_tensor(values) else FmodBackward0


_no_remainder = without_derivative("remainder")


def _remainder_node(values):
    if not isinstance(values["self"], Tensor):
        return _no_remainder  # torch has no derivative for the remainder of a number
    return RemainderBackward1 if _is_tensor(values) else RemainderBackward0


pointwise("fmod", torch.fmod, "self, other", OneOf(_fmod_node))
pointwise("remainder", torch.remainder, "self, other", OneOf(_remainder_node))
pointwise("floor_divide", torch.floor_divide, "self, other", without_derivative("floor_divide"))
