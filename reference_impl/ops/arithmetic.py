"""Sums, products and quotients. Powers are in `powers`, Python's operators in `dunders`."""

import torch

from ..tensor import Tensor
from .declare import FUNCTIONS, OPERATORS, Derivative, define, operator
from .special_nodes import OneOf


def scaled(value, factor):
    """`value` times a number, as torch's own code does it; `value` itself where that is 1."""
    from .number_forms import times_number

    return value if factor == 1 else times_number(value, factor)


def conj(value):
    """The conjugate, of a tensor or a number; what is real is its own."""
    return value.conj() if isinstance(value, Tensor) else value.conjugate()


def zeros_like(tensor):
    from ..factories import zeros_like as make

    return make(tensor)


@operator("add", torch.add, "self, other, *, alpha=1", in_place=True)
class AddBackward0(Derivative):
    """z = x + a y."""

    def vjp_self(self, grad, s):
        return grad

    def vjp_other(self, grad, s):
        return scaled(grad, conj(s.alpha))


@operator("sub", torch.sub, "self, other, *, alpha=1", in_place=True)
class SubBackward0(Derivative):
    """z = x - a y."""

    def vjp_self(self, grad, s):
        return grad

    def vjp_other(self, grad, s):
        return -scaled(grad, conj(s.alpha))


class RsubBackward0(Derivative):
    """z = y - a x."""

    inputs = ("self", "other")

    def vjp_self(self, grad, s):
        return -scaled(grad, conj(s.alpha))

    def vjp_other(self, grad, s):
        return grad


class RsubBackward1(Derivative):
    """z = y - a x, y a number."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return -scaled(grad, conj(s.alpha))


class RsubOfInference(Derivative):
    """z = y - a x, y a number, x an inference tensor: y becomes a tensor, and x is subtracted."""

    inputs = ("other", "self")
    vjp_self, vjp_other = RsubBackward0.vjp_self, RsubBackward0.vjp_other

    def name(self):
        return "SubBackward0"


def _rsub_node(values):
    if isinstance(values["other"], Tensor):
        return RsubBackward0
    return RsubOfInference if values["self"].is_inference() else RsubBackward1


define("rsub", torch.rsub, "self, other, alpha=1", OneOf(_rsub_node), method=False)


@operator("mul", torch.mul, "self, other", in_place=True)
class MulBackward0(Derivative):
    """z = x y. Each factor is kept for the gradient of the other."""

    saves = {"self": "other", "other": "self"}

    def vjp_self(self, grad, s):
        return grad * conj(s.other)

    def vjp_other(self, grad, s):
        return grad * conj(s.self)


class DivBackward0(Derivative):
    """z = x / y: dz/dx = 1/y, dz/dy = -x / y²."""

    inputs = ("self", "other")
    saves = {"self": "other", "other": True}

    def vjp_self(self, grad, s):
        return grad / conj(s.other)

    def vjp_other(self, grad, s):
        other = conj(s.other)
        return -grad * ((conj(s.self) / other) / other)


class DivBackward2(DivBackward0):
    """A `rounding_mode` was given: a rounded quotient is flat, its gradient is 0."""

    # rule: operators.rounded-division-is-flat
    __slots__ = ()

    def vjp_self(self, grad, s):
        return super().vjp_self(grad, s) if s.rounding_mode is None else zeros_like(grad)

    def vjp_other(self, grad, s):
        return super().vjp_other(grad, s) if s.rounding_mode is None else zeros_like(grad)


def _div_node(values):
    return DivBackward0 if values["rounding_mode"] is ... else DivBackward2


define("div", torch.div, "self, other, *, rounding_mode=...", OneOf(_div_node), in_place=True)


@operator("neg", torch.neg, in_place=True)
class NegBackward0(Derivative):
    """y = -x."""

    def vjp_self(self, grad, s):
        return -grad


@operator("reciprocal", torch.reciprocal, in_place=True)
class ReciprocalBackward0(Derivative):
    """y = 1/x: dy/dx = -y²."""

    saves = {"result": True}

    def vjp_self(self, grad, s):
        return -grad * conj(s.result * s.result)


def _also_called(name, *aliases):
    for form in (name, name + "_"):
        for alias in aliases:
            known = alias + form[len(name) :]
            OPERATORS[known] = OPERATORS[form]
            setattr(Tensor, known, getattr(Tensor, form))
            if hasattr(torch, known):
                FUNCTIONS[known] = OPERATORS[form]


_also_called("sub", "subtract")
_also_called("mul", "multiply")
_also_called("div", "divide")
_also_called("neg", "negative")


def _true_divide(self, other, *, out=None):
    """`self / other`, never rounded."""
    return OPERATORS["div"](self, other, out=out)


OPERATORS["true_divide"] = FUNCTIONS["true_divide"] = Tensor.true_divide = _true_divide
Tensor.true_divide_ = lambda self, other: OPERATORS["div_"](self, other)
