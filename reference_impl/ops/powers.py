"""Powers: `x ** n`, `x ** y` and `b ** y` are three operators, each with a node of its own."""

import cmath
import math

import torch

from ..messages import scalar_type_name
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, Derivative
from .pointwise import pointwise, publish, where
from .special_nodes import OneOf


class PowBackward0(Derivative):
    """y = x^n, n a number: dy/dx = n x^(n-1), and 0 for n = 0 whatever x is."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        n = s.exponent
        if n == 0:
            # rule: operators.pow-zero-exponent
            return grad.new_zeros(s.self.shape)
        return grad * conj(n * s.self ** (n - 1))


class PowBackward1(Derivative):
    """z = x^y: dz/dx = y x^(y-1) (0 where y is 0), dz/dy = z ln x.

    At x = 0 the power is 0 for every y > 0, so dz/dy is 0 there; for y >= 0 it is taken as 0.
    """

    inputs = ("self", "exponent")
    saves = {"self": True, "exponent": True, "result": True}

    def vjp_self(self, grad, s):
        slope = s.exponent * s.self ** (s.exponent - 1)
        return where(s.exponent == 0, 0.0, grad * conj(slope))

    def vjp_exponent(self, grad, s):
        flat = (s.self == 0) & is_not_negative(s.exponent)
        # The logarithm of a negative number is complex, if complex numbers are what there is.
        base = s.self.to(s.result.dtype) if s.result.is_complex() else s.self
        return grad * conj(where(flat, 0.0, s.result * base.log()))


class PowBackward2(Derivative):
    """z = b^y, b a number: dz/dy = z ln b, with the choice above where b is 0."""

    inputs = ("exponent",)
    saves = {"exponent": True, "result": True}

    def vjp_exponent(self, grad, s):
        slope = s.result * _log(s.self, s.exponent.is_complex())
        if s.self == 0:
            slope = where(is_not_negative(s.exponent), 0.0, slope)
        return grad * conj(slope)


def is_not_negative(x):
    """Where x is 0 or a positive real number."""
    if not x.is_complex():
        return x >= 0
    return (OPERATORS["real"](x) >= 0) & (OPERATORS["imag"](x) == 0)


def _log(number, is_complex):
    """The logarithm: -inf for 0; NaN for a negative number, if only real numbers are asked for."""
    if number == 0:
        return -math.inf
    if is_complex or isinstance(number, complex):
        return cmath.log(number)
    return math.log(number) if number > 0 else math.nan


def _pow_node(values):
    if not isinstance(values["self"], Tensor):
        return PowBackward2
    return PowBackward1 if isinstance(values["exponent"], Tensor) else PowBackward0


pointwise("pow", torch.pow, "self, exponent", OneOf(_pow_node))


def square(self, *, out=None):
    """`self ** 2`."""
    return OPERATORS["pow"](self, 2, out=out)


publish("square", square, lambda self: OPERATORS["pow_"](self, 2))


# -- in double precision -------------------------------------------------------------------------


def _wide(*values):
    """The values as float64, or as complex128 if one of them is complex."""
    is_complex = any(
        v.is_complex() if isinstance(v, Tensor) else isinstance(v, complex) for v in values
    )
    dtype, number = (torch.complex128, complex) if is_complex else (torch.float64, float)
    return [v.to(dtype) if isinstance(v, Tensor) else number(v) for v in values]


def float_power(self, exponent, *, out=None):
    """`self ** exponent`, computed in float64 or complex128."""
    return OPERATORS["pow"](*_wide(self, exponent), out=out)


def float_power_(self, exponent):
    """The same in place: only for a tensor that has that dtype."""
    wide, exponent = _wide(self, exponent)
    if wide is not self:
        raise RuntimeError(
            f"the base given to float_power_ has dtype {scalar_type_name(self.dtype)} but the "
            f"operation's result requires dtype {scalar_type_name(wide.dtype)}"
        )
    return OPERATORS["pow_"](self, exponent)


publish("float_power", float_power, float_power_)
