"""Magnitude and sign: what a number is apart from the other."""

import torch

from .. import semantics
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import zeros_like
from .comparisons import eq
from .declare import OPERATORS, Derivative
from .not_implemented import without_derivative
from .pointwise import elementwise, pointwise, publish, where
from .special_nodes import OneOf

elementwise("sign", "SignBackward0", linear=zeros_like)


def zeros_without_memory(like):
    """Zeros that no memory stands behind: torch gives these where a gradient vanishes for good.

    They cannot be written to, and reading their values by `tolist()` is an error.
    """
    return Tensor._wrap(
        arithmetic(torch._efficientzerotensor, like.shape, dtype=like.dtype, device=like.device)
    )


def zeros_written(grad, known):
    """Zeros for an input, written in place: their version is 1, which `.grad` shows."""
    return grad.new_zeros(known.shape, dtype=known.dtype).zero_()


class AbsBackward0(Derivative):
    """|x|: the gradient points along x; 0 at 0."""

    # rule: gradients.kinks
    # rule: operators.kink-zero
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return grad * OPERATORS["sgn"](s.self)


class SgnBackward0(Derivative):
    """x / |x|: flat for real x; for complex x only what turns the direction counts."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        if not s.self.is_complex():
            return zeros_without_memory(grad)
        sgn, size = s.result, s.self.abs()
        along = OPERATORS["real"](grad * sgn.conj())
        return ((grad - along * sgn) / size).masked_fill_(size == 0, 0)


class AngleBackward0(Derivative):
    """The angle of x: only a step perpendicular to x turns it. A real number's is constant."""

    saves = {"self": True}

    def vjp_self(self, grad, s):
        if not s.self.is_complex():
            return zeros_like(s.self)
        z = s.self
        slope = 1j * z / OPERATORS["real"](z * z.conj())
        return where(z == 0, 0.0, grad * slope)


class PolarBackward0(Derivative):
    """r e^(iθ)."""

    saves = {"result": True}

    def vjp_abs(self, grad, s):
        return OPERATORS["real"](grad * OPERATORS["sgn"](s.result).conj())

    def vjp_angle(self, grad, s):
        return OPERATORS["real"](grad * (1j * s.result).conj())


pointwise("abs", torch.abs, "self", AbsBackward0, aliases=["absolute"])
pointwise("sgn", torch.sgn, "self", SgnBackward0)
pointwise("angle", torch.angle, "self", AngleBackward0)
pointwise("polar", torch.polar, "abs, angle", PolarBackward0)


class CopysignBackward0(Derivative):
    """|x| with the sign of y: the gradient of x is that of |x|, turned with y; 0 at 0."""

    saves = {"self": "self", "result": True}

    def vjp_self(self, grad, s):
        same_or_opposite = s.result / s.self
        return grad * where(s.self == 0, 0.0, same_or_opposite)

    def vjp_other(self, grad, s):
        return zeros_written(grad, self._metadata("other"))


class CopysignBackward1(CopysignBackward0):
    """The same, y a number."""

    __slots__ = ()
    inputs = ("self",)


def _copysign_node(values):
    is_tensor = isinstance(values["other"], Tensor)
    return CopysignBackward0 if is_tensor else CopysignBackward1


CopysignBackward0.inputs = ("self", "other")
pointwise("copysign", torch.copysign, "self, other", OneOf(_copysign_node))
pointwise("heaviside", torch.heaviside, "self, values", without_derivative("heaviside"))


class NextafterBackward0(Derivative):
    """The next float from x towards y: as good as x, unless they are equal."""

    saves = {"self": "self", "other": "self"}

    def apply(self, grads):
        if not semantics.current().nextafter_is_differentiable:
            raise NotImplementedError("the derivative for 'nextafter' is not implemented.")
        return super().apply(grads)

    def vjp_self(self, grad, s):
        return where(eq(s.self, s.other), 0.0, grad)

    def vjp_other(self, grad, s):
        return zeros_written(grad, self._metadata("other"))


pointwise("nextafter", torch.nextafter, "self, other", NextafterBackward0)


def positive(self):
    """The tensor itself; a boolean one refuses."""
    if self.dtype == torch.bool:
        refuse = (
            NotImplementedError if semantics.current().plus_of_booleans_is_missing else RuntimeError
        )
        raise refuse("The `+` operator, on a bool tensor is not supported.")
    return self


publish("positive", positive)
