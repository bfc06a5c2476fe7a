"""Two straight lines that meet at 0: `leaky_relu`, `prelu`, `rrelu`. At 0 the lower one counts."""

import torch

from .. import hazards, semantics
from ..grad_mode import is_grad_enabled
from ..messages import scalar_type_name
from ..saved_tensor_hooks import default_hooks
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import Derivative
from .overloads import overload
from .pointwise import flat_zero, pointwise, publish, step, where
from .special_nodes import OneOf

_nn = torch._C._nn

NEGATIVE_SLOPE_IN_PLACE = (
    "In-place {} backward calculation is triggered with a negative slope which is not supported. "
    "This is caused by calling in-place forward function with a negative slope, please call "
    "out-of-place version instead.{}"
)
_FILE_AN_ISSUE = (
    " File an issue at https://github.com/pytorch/pytorch if you do require supporting in-place "
    "leakRelu backward calculation with negative slope"
)


def two_slopes(grad, x, slope):
    """The gradient of x above 0, and of `slope` x at 0 and below."""
    # rule: operators.negative-slope-at-zero
    slopes = step(x, lambda raw: torch.full_like(raw, slope).masked_fill_(raw > 0, 1))
    return slopes * grad


def two_slopes_of_result(grad, y, slope):
    """The same from the output: it has the sign of the input only if the slope is not negative."""
    if slope < 0:
        raise RuntimeError(NEGATIVE_SLOPE_IN_PLACE.format("leakyReLu", _FILE_AN_ISSUE))
    return two_slopes(grad, y, slope)


class LeakyReluBackward0(Derivative):
    """x above 0, and a small multiple of it below."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return two_slopes(grad, s.self, s.negative_slope)


class LeakyReluBackward1(Derivative):
    """In place: only the output is left."""

    inputs = ("self",)
    saves = {"result": True}

    def vjp_self(self, grad, s):
        return two_slopes_of_result(grad, s.result, s.negative_slope)


pointwise(
    "leaky_relu",
    _nn.leaky_relu,
    "self, negative_slope=0.01",
    OneOf(lambda values: LeakyReluBackward0, in_place=lambda values: LeakyReluBackward1),
    in_place=_nn.leaky_relu_,
)


class PreluKernelBackward0(Derivative):
    """x above 0, and w x below, w learnt."""

    saves = {"self": True, "weight": True}

    def vjp_self(self, grad, s):
        return _prelu_slope(grad, s.self, s.weight)

    def vjp_weight(self, grad, s):
        return _prelu_rise(grad, s.self) + flat_zero(s.weight)


class PreluSlopeBackward(Derivative):
    """g above 0, and g w below: at 0 the lower one counts, but for its derivative the upper one."""

    inputs = ("grad", "self", "weight")
    saves = {"grad": "weight", "self": True, "weight": "grad"}

    def vjp_grad(self, grad, s):
        return where(s.self >= 0, grad, grad * s.weight)

    def vjp_self(self, grad, s):
        return flat_zero(s.self)

    def vjp_weight(self, grad, s):
        return where(s.self >= 0, 0.0, grad * s.grad)


class PreluRiseBackward(Derivative):
    """g x below 0. At 0 its derivative is that from above."""

    inputs = ("grad", "self")
    saves = {"grad": "self", "self": True}

    def vjp_grad(self, grad, s):
        return where(s.self >= 0, 0.0, grad * s.self)

    def vjp_self(self, grad, s):
        return where(s.self >= 0, 0.0, grad * s.grad)


_prelu_slope = overload(
    "prelu_slope",
    "default",
    lambda grad, x, w: torch.where(x > 0, grad, grad * w),
    "grad, self, weight",
    PreluSlopeBackward,
)
_prelu_rise = overload(
    "prelu_rise",
    "default",
    lambda grad, x: torch.where(x > 0, torch.zeros_like(grad), grad * x),
    "grad, self",
    PreluRiseBackward,
)


_prelu_kernel = pointwise(
    "_prelu_kernel",
    getattr(torch, "_prelu_kernel", None) or (lambda x, w: torch.where(x > 0, x, w * x)),
    "self, weight",
    PreluKernelBackward0,
)


def prelu(self, weight):
    """`leaky_relu` with a learnt slope: one for all, or one for each channel (dimension 1)."""
    if not semantics.current().prelu_broadcasts_its_weight:
        return _former_prelu(self, weight)
    if self.dtype != weight.dtype:
        names = f"{scalar_type_name(self.dtype)} and {scalar_type_name(weight.dtype)}"
        raise RuntimeError(f"prelu: Type promoting not supported. Got {names}")
    if weight.numel() != 1:
        if self.dim() == 0:
            raise RuntimeError("Not allow zero-dim input tensor.")
        channels = self.shape[1] if self.dim() > 1 else 1
        if channels != weight.numel():
            raise RuntimeError(
                "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                f"{weight.numel()} and channel size = {channels}."
            )
    if weight.dim() > 1:
        raise RuntimeError(
            f"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {weight.dim()}"
        )
    if self.dim() != weight.dim():
        weight = weight.reshape(_along_channels(self, weight))
    return _prelu_kernel(self, weight)


def _along_channels(x, weight):
    """The shape in which the weight broadcasts with x."""
    shape = [1] * x.dim()
    if x.dim() > 1:
        shape[1] = weight.numel()
    return shape


class PreluBackward0(Derivative):
    """The former one, with the weight as it is. Its gradients are two outputs of one node."""

    inputs = ("self", "weight")
    saves = {"self": True, "weight": True}

    def vjp_self(self, grad, s):
        return _former_gradients(grad, s.self, s.weight)[0]

    def vjp_weight(self, grad, s):
        return _former_gradients(grad, s.self, s.weight)[1]


class PreluBackwardBackward0(Derivative):
    """g or g w, and the sum of g x where x is not above 0: linear in each of the three."""

    inputs = ("grad", "self", "weight")
    saves = {"grad": True, "self": True, "weight": True}
    output_count = 2

    def _below(self, s):
        return (s.self > 0).logical_not()

    def _viewed(self, tensor, s):
        return tensor.view(_along_channels(s.self, s.weight))

    def vjp_grad(self, slope, rise, s):
        below = self._below(s)
        parts = []
        if slope is not None:
            parts.append(where(below, slope * self._viewed(s.weight, s), slope))
        if rise is not None:
            parts.append(where(below, self._viewed(rise, s) * s.self, 0.0))
        return sum(parts[1:], start=parts[0])

    def vjp_self(self, slope, rise, s):
        if rise is None:
            return flat_zero(s.self)
        return where(self._below(s), self._viewed(rise, s) * s.grad, 0.0)

    def vjp_weight(self, slope, rise, s):
        if slope is None:
            return flat_zero(s.weight)
        made = where(self._below(s), slope * s.grad, 0.0)
        return made.sum_to_size(_along_channels(s.self, s.weight)).view(s.weight.shape)


def _gradients(grad, x, weight):
    along = _along_channels(x, weight)
    above = x > 0
    rise = torch.where(above, torch.zeros_like(grad), grad * x)
    return (
        torch.where(above, grad, grad * weight.view(along)),
        rise.sum_to_size(along).view(weight.shape),
    )


_former_gradients = overload(
    "_prelu_kernel_backward", "former", _gradients, "grad, self, weight", PreluBackwardBackward0
)
_former_prelu = overload("prelu", "default", torch.prelu, "self, weight", PreluBackward0)


publish("prelu", prelu)


class RreluWithNoiseBackward0(Derivative):
    """The slope below 0 is random in training, and the mean of the bounds otherwise."""

    inputs = ("self",)
    saves = {"self": True, "noise": True}

    def vjp_self(self, grad, s):
        if s.training:
            return grad * (s.noise + flat_zero(s.self))
        return two_slopes(grad, s.self, (s.lower + s.upper) / 2)


class RreluWithNoiseBackward1(Derivative):
    """In place: only the output is left."""

    inputs = ("self",)
    saves = {"result": True, "noise": True}

    def vjp_self(self, grad, s):
        if s.training:
            return grad * (s.noise + flat_zero(s.result))
        return two_slopes_of_result(grad, s.result, (s.lower + s.upper) / 2)


_rrelu_with_noise = pointwise(
    "rrelu_with_noise",
    _nn.rrelu_with_noise,
    "self, noise, lower, upper, training",
    OneOf(lambda values: RreluWithNoiseBackward0, in_place=lambda values: RreluWithNoiseBackward1),
    in_place=_nn.rrelu_with_noise_,
)


def _room_for_noise(x, lower, upper, training):
    """The kernel writes the slopes it drew here; hooks for what is saved should find them here."""
    row_major = torch.contiguous_format
    noise = arithmetic(torch.empty_like, x.raw, memory_format=row_major)
    if training and x.requires_grad and is_grad_enabled() and default_hooks() is not None:
        hazards.drawing_noise()
        state = torch.get_rng_state()
        arithmetic(_nn.rrelu_with_noise, x.raw, noise, lower, upper, True)
        torch.set_rng_state(state)  # the same is drawn again
    return Tensor._wrap(noise)


def _check_slopes(lower, upper):
    if lower > upper:
        raise RuntimeError("Lower bound should be less than or equal to the upper bound")


def rrelu(self, lower=1.0 / 8, upper=1.0 / 3, training=False):
    """`leaky_relu` with a slope drawn from between the bounds, an element at a time."""
    _check_slopes(lower, upper)
    noise = _room_for_noise(self, lower, upper, training)
    return _rrelu_with_noise(self, noise, lower, upper, training)


def rrelu_(self, lower=1.0 / 8, upper=1.0 / 3, training=False):
    _check_slopes(lower, upper)
    noise = _room_for_noise(self, lower, upper, training)
    return _rrelu_with_noise.in_place(self, noise, lower, upper, training)


publish("rrelu", rrelu, rrelu_)
