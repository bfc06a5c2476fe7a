"""Sums, products, quotients and powers."""

import torch

from ..tensor import Tensor
from .declare import OPERATORS, Derivative, define, operator


def scaled(grad, factor):
    """`grad * factor`, and `grad` itself where the factor is 1."""
    return grad if factor == 1 else grad * factor


@operator("add", torch.add, "self, other, alpha=1", in_place=True, dunder=("__add__", "__radd__"))
class AddBackward0(Derivative):
    """z = x + a y."""

    def vjp_self(self, grad, s):
        return grad

    def vjp_other(self, grad, s):
        return scaled(grad, s.alpha)


@operator("sub", torch.sub, "self, other, alpha=1", in_place=True, dunder=("__sub__",))
class SubBackward0(Derivative):
    """z = x - a y."""

    def vjp_self(self, grad, s):
        return grad

    def vjp_other(self, grad, s):
        return -scaled(grad, s.alpha)


@operator("rsub", torch.rsub, "self, other, alpha=1", dunder=("__rsub__",))
class RsubBackward1(Derivative):
    """z = y - a x, y a number."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return -scaled(grad, s.alpha)


@operator("mul", torch.mul, "self, other", in_place=True, dunder=("__mul__", "__rmul__"))
class MulBackward0(Derivative):
    """z = x y. Each factor is kept for the gradient of the other."""

    saves = {"self": "other", "other": "self"}

    def vjp_self(self, grad, s):
        return grad * conj(s.other)

    def vjp_other(self, grad, s):
        return grad * conj(s.self)


@operator("div", torch.div, "self, other, rounding_mode=None", in_place=True,
          dunder=("__truediv__",))
class DivBackward0(Derivative):
    """z = x / y: dz/dx = 1/y, dz/dy = -x / y². A rounded quotient is flat: its gradient is 0."""

    saves = {"self": "other", "other": ("self", "other")}

    def vjp_self(self, grad, s):
        if s.rounding_mode is not None:
            return zeros_like(grad)
        return grad / conj(s.other)

    def vjp_other(self, grad, s):
        if s.rounding_mode is not None:
            return zeros_like(grad)
        other = conj(s.other)
        return -grad * ((conj(s.self) / other) / other)


def conj(value):
    """The conjugate, of a tensor or a number; what is real is its own."""
    return value.conj() if isinstance(value, Tensor) else value.conjugate()


def zeros_like(tensor):
    from ..factories import zeros_like as make

    return make(tensor)


@operator("neg", torch.neg, in_place=True, dunder=())
class NegBackward0(Derivative):
    def vjp_self(self, grad, s):
        return -grad


Tensor.__neg__ = lambda self: OPERATORS["neg"](self)
Tensor.__pos__ = lambda self: self


@operator("reciprocal", torch.reciprocal, in_place=True)
class ReciprocalBackward0(Derivative):
    """y = 1/x: dy/dx = -y²."""

    saves = {"result": True}

    def vjp_self(self, grad, s):
        return -grad * conj(s.result * s.result)


def _rdiv(self, other):
    return OPERATORS["reciprocal"](self) * other


Tensor.__rtruediv__ = _rdiv


class PowBackward0(Derivative):
    """y = x^n, n a number: dy/dx = n x^(n-1), and 0 for n = 0 whatever x is."""

    inputs = ("self",)
    saves = {"self": "self"}

    def vjp_self(self, grad, s):
        n = s.exponent
        if n == 0:
            # rule: operators.pow-zero-exponent
            return zeros_like(grad)
        return grad * conj(n * OPERATORS["pow"](s.self, n - 1))


class PowBackward1(Derivative):
    """z = x^y: dz/dx = y x^(y-1) (0 where y is 0), dz/dy = z ln x.

    At x = 0 the power is 0 for every y > 0, so dz/dy is 0 there; for y >= 0 it is taken as 0.
    """

    inputs = ("self", "exponent")
    saves = {"self": ("self", "exponent"), "exponent": ("self", "exponent"), "result": "exponent"}

    def vjp_self(self, grad, s):
        x, n = s.self, s.exponent
        slope = n * OPERATORS["pow"](x, n - 1)
        return OPERATORS["where"](n == 0, 0.0, grad * conj(slope))

    def vjp_exponent(self, grad, s):
        return _exponent_gradient(grad, s.self, s.exponent, s.result)


class PowBackward2(Derivative):
    """z = b^y, b a number: dz/dy = z ln b, with the choice above where b is 0."""

    inputs = ("exponent",)
    saves = {"exponent": "exponent", "result": "exponent"}

    def vjp_exponent(self, grad, s):
        return _exponent_gradient(grad, s.self, s.exponent, s.result)


def _exponent_gradient(grad, base, exponent, result):
    where = OPERATORS["where"]
    if isinstance(base, Tensor):
        log = OPERATORS["log"](base)
        flat = (base == 0) & (exponent >= 0) if not exponent.is_complex() else base == 0
        return where(flat, 0.0, grad * conj(result * log))
    import cmath
    import math

    if base == 0:
        steep = exponent < 0 if not exponent.is_complex() else exponent.real < 0
        return where(steep, grad * float("-inf"), zeros_like(grad))
    log = cmath.log(base) if isinstance(base, complex) else (
        math.log(base) if base > 0 else math.nan
    )
    return grad * conj(result * log)


_pow_scalar = define("_pow_scalar", torch.pow, "self, exponent", PowBackward0, method=False,
                     function=False)
_pow_tensor = define("_pow_tensor", torch.pow, "self, exponent", PowBackward1, method=False,
                     function=False)
_scalar_pow = define("_scalar_pow", torch.pow, "self, exponent", PowBackward2, method=False,
                     function=False)
_pow_scalar.in_place_kernel = _pow_tensor.in_place_kernel = torch.Tensor.pow_
for _op in (_pow_scalar, _pow_tensor, _scalar_pow):
    _op.name = "pow"


def pow_(self, exponent):
    op = _pow_tensor if isinstance(exponent, Tensor) else _pow_scalar
    return op.in_place(self, exponent)


def pow(self, exponent, *, out=None):
    """`self ** exponent`; either may be a number."""
    if not isinstance(exponent, Tensor):
        return _pow_scalar(self, exponent, out=out)
    if not isinstance(self, Tensor):
        return _scalar_pow(self, exponent, out=out)
    return _pow_tensor(self, exponent, out=out)


def _install_pow():
    from .declare import FUNCTIONS

    OPERATORS["pow"], OPERATORS["pow_"] = pow, pow_
    FUNCTIONS["pow"] = pow
    Tensor.pow, Tensor.pow_ = pow, pow_
    Tensor.__pow__ = lambda self, other: pow(self, other)
    Tensor.__rpow__ = lambda self, other: pow(other, self)
    Tensor.__ipow__ = lambda self, other: pow_(self, other)


_install_pow()


def _install_augmented():
    """`x += y` is `x = x.add_(y)`, and so on."""
    for word, name in (("iadd", "add_"), ("isub", "sub_"), ("imul", "mul_"), ("itruediv", "div_")):
        setattr(Tensor, f"__{word}__", _augmented(name))


def _augmented(name):
    def method(self, other):
        return getattr(self, name)(other)

    return method


_install_augmented()
