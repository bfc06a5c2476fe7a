"""Smooth activations: the kin of the sigmoid, exponential linear units, gated units.

`sigmoid` and `tanh` are in `saturating`.

Second derivatives are those of the first, written in operators. Where a branch is not taken its
argument is replaced, so that an overflow in it cannot reach the gradient as 0 times infinity.
"""

import math

import torch

from ..grad_mode import mode
from ..tensor import Tensor
from .declare import OPERATORS, Derivative
from .not_implemented import RealOnly
from .pointwise import gate, pointwise, publish, where
from .special_nodes import OneOf

_nn = torch._C._nn


class LogitBackward0(Derivative):
    """y = ln(x / (1-x)), with x first kept within eps and 1-eps, if given: flat outside of it."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        x, eps = s.self, 0.0 if s.eps is None else s.eps
        inside = (x >= eps) & (x <= 1 - eps)
        if mode.grad:
            return where(inside, grad / (x * (1 - x)), math.nan if s.eps is None else 0.0)
        # In a gradient that is not recorded itself, torch has NaN pass.
        inside = inside | x.isnan()
        slope = 1 / (x * (1 - x)).abs()  # infinite at -0, too, and not -infinite
        if s.eps is None:
            return grad * where(inside, slope, math.nan)
        return gate(grad * slope, x, inside)


pointwise("logit", torch.logit, "self, eps=None", LogitBackward0)


class LogSigmoidBackward0(Derivative):
    """y = -ln(1 + e^-x): dy/dx = sigmoid(-x)."""

    inputs = ("self",)
    saves = {"self": True}

    def save_results(self, results):
        self.save("buffer", results[1])  # e^-|x|, which torch computes with

    def vjp_self(self, grad, s):
        if mode.grad or not s.buffer.numel():  # torch fills it on the CPU only
            return grad * (-s.self).sigmoid()
        away = s.buffer / (1 + s.buffer)
        return grad * where(s.self < 0, 1 - away, away)


_log_sigmoid_forward = pointwise(
    "log_sigmoid_forward", torch.ops.aten.log_sigmoid_forward, "self", LogSigmoidBackward0
)


def log_sigmoid(self):
    """The logarithm of the sigmoid, exact also where that underflows."""
    return _log_sigmoid_forward(self)[0]


publish("log_sigmoid", log_sigmoid)


class SoftplusBackward0(Derivative):
    """y = ln(1 + e^(βx)) / β, and x itself where βx is above the threshold."""

    # rule: operators.softplus-threshold
    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        scaled = s.self * s.beta
        below = where(scaled >= s.threshold, s.threshold, scaled)
        return grad * where(scaled > s.threshold, 1.0, below.sigmoid())


pointwise("softplus", _nn.softplus, "self, beta=1, threshold=20", SoftplusBackward0)


# -- gated by a sigmoid --------------------------------------------------------------------------


def _sum_with_product(first, a, b, sign=1):
    """`first + sign * a * b`, rounded once where torch has one kernel for the whole gradient.

    It has one for a gradient that is not recorded itself; `addcmul` is where it rounds once, too.
    """
    if mode.grad:
        return first + a * b if sign == 1 else first - a * b
    first = first if isinstance(first, Tensor) else a.new_ones(())
    return OPERATORS["addcmul"](first, a, b, value=sign)


class SiluBackward0(RealOnly):
    """y = x σ(x): dy/dx = σ + x σ (1-σ)."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        sigmoid = s.self.sigmoid()
        return grad * sigmoid * _sum_with_product(1, s.self, 1 - sigmoid)


class MishBackward0(Derivative):
    """y = x tanh(softplus x)."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        x = s.self
        tanh = OPERATORS["softplus"](x).tanh()
        slope = _sum_with_product(1, tanh, tanh, -1)
        return grad * _sum_with_product(tanh, x * x.sigmoid(), slope)


class GeluBackward0(Derivative):
    """y = x Φ(x), Φ the normal distribution: dy/dx = Φ + x φ; or the tanh approximation of it."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        x = s.self
        if s.approximate == "tanh":
            return grad * _gelu_tanh_slope(x)
        cdf = 0.5 * (1 + (x * math.sqrt(0.5)).erf())
        pdf = (-0.5 * x * x).exp() / math.sqrt(2 * math.pi)
        return grad * (cdf + x * pdf)


def _gelu_tanh_slope(x):
    """y = x (1 + tanh u) / 2 with u = sqrt(2/π) (x + 0.044715 x³)."""
    scale, cubic = math.sqrt(2 / math.pi), 0.044715
    tanh = (scale * (x + cubic * x * x * x)).tanh()
    du = scale * (1 + 3 * cubic * x * x)
    return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * du


class GluBackward0(Derivative):
    """y = a σ(b), a and b the halves of x."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        half = s.self.shape[s.dim] // 2
        a, b = s.self.narrow(s.dim, 0, half), s.self.narrow(s.dim, half, half)
        sigmoid = b.sigmoid()
        parts = [grad * sigmoid, grad * a * (sigmoid * (1 - sigmoid))]
        return OPERATORS["cat"](parts, s.dim).contiguous()


pointwise("silu", _nn.silu, "self", SiluBackward0, in_place=_nn.silu_)
pointwise("mish", _nn.mish, "self", MishBackward0, in_place=_nn.mish_)
pointwise(
    "gelu",
    _nn.gelu,
    "self, *, approximate='none'",
    GeluBackward0,
    in_place=getattr(_nn, "gelu_", None),
)
pointwise("glu", _nn.glu, "self, dim=-1", GluBackward0)


# -- exponential linear units --------------------------------------------------------------------

NEGATIVE_ALPHA_IN_PLACE = (
    "In-place elu backward calculation is triggered with a negative slope which is not supported. "
    "This is caused by calling in-place forward function with a negative slope, please call "
    "out-of-place version instead."
)


def exponential_side(grad, x, alpha, scale, rate):
    """The gradient of: scale·x above 0, scale·alpha·(e^(rate·x) - 1) at 0 and below."""
    # rule: operators.elu-zero
    below = where(x < 0, x, 0.0)
    slope = scale * alpha * rate * (below * rate).exp()
    return grad * where(x <= 0, slope, scale)


def exponential_side_of_result(grad, y, alpha, scale, rate):
    """The same from the output, which has the sign of the input if alpha is not negative."""
    if alpha < 0:
        raise RuntimeError(NEGATIVE_ALPHA_IN_PLACE)
    below = where(y < 0, y, 0.0)
    return grad * where(y <= 0, (below + scale * alpha) * rate, scale)


class EluBackward0(Derivative):
    """x above 0, α(e^x - 1) below; both times a scale."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return exponential_side(grad, s.self, s.alpha, s.scale, s.input_scale)


class EluBackward1(Derivative):
    """In place: only the output is left."""

    inputs = ("self",)
    saves = {"result": True}

    def vjp_self(self, grad, s):
        return exponential_side_of_result(grad, s.result, s.alpha, s.scale, s.input_scale)


class CeluBackward0(Derivative):
    """x above 0, α(e^(x/α) - 1) below: smooth at 0 for any α."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return exponential_side(grad, s.self, s.alpha, 1.0, 1.0 / s.alpha)


class CeluBackward1(Derivative):
    """In place: only the output is left."""

    inputs = ("self",)
    saves = {"result": True}

    def vjp_self(self, grad, s):
        return exponential_side_of_result(grad, s.result, s.alpha, 1.0, 1.0 / s.alpha)


pointwise(
    "elu",
    _nn.elu,
    "self, alpha=1.0, scale=1, input_scale=1",
    OneOf(lambda values: EluBackward0, in_place=lambda values: EluBackward1),
    in_place=_nn.elu_,
)
pointwise(
    "celu",
    torch.celu,
    "self, alpha=1.0",
    OneOf(lambda values: CeluBackward0, in_place=lambda values: CeluBackward1),
    in_place=torch.celu_,
)

SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


def selu(self):
    """`elu` with the constants that keep mean and variance from layer to layer."""
    return OPERATORS["elu"](self, SELU_ALPHA, SELU_SCALE)


def selu_(self):
    return OPERATORS["elu_"](self, SELU_ALPHA, SELU_SCALE)


publish("selu", selu, selu_)
