"""Layer, group and batch normalization: y = w (x - m) / sqrt(v + e) + b.

m and v are the mean and variance over some of the elements, and depend on x as well.
"""

import functools
import operator

import torch

from .. import hazards, semantics
from ..grad_mode import mode
from .argument_errors import with_torch_errors
from .declare import FUNCTIONS, Derivative, on_its_own
from .not_implemented import RealOnly
from .overloads import overload
from .pictures import FollowsSince


def precise_dtype(dtype):
    """The dtype torch computes in: float32 for the half types."""
    return torch.float32 if dtype in (torch.float16, torch.bfloat16) else dtype


def precise(x):
    return x.to(precise_dtype(x.dtype))


def standardized(x, mean, rstd):
    return (x - mean) * rstd


def gradient_through_statistics(grad, x_hat, rstd, dims):
    """The gradient of x of x_hat = (x - m) r, r = 1/sqrt(v + e), for the gradient of x_hat.

    What a shift of all x does cancels, and what a scaling of all x does.
    """
    shift = grad.mean(dims, True)
    scaling = (grad * x_hat).mean(dims, True)
    return (grad - shift - x_hat * scaling) * rstd


class ReplacedBackward0(Derivative):
    """A value in the place of another, of which it is the rounded form: the gradient passes."""

    inputs = ("exact",)

    def vjp_exact(self, grad, s):
        return grad


_replaced = overload(
    "_replaced",
    "default",
    lambda exact, rounded: rounded.to(exact.dtype, copy=True),
    "exact, rounded",
    ReplacedBackward0,
)


def statistics(x, dims, eps, mean, rstd):
    """Mean and 1/sqrt(variance + eps): those that were saved, which are constants.

    To be differentiated they are computed again, but keep the values that were saved: these may
    have been rounded to half precision.
    """
    if not mode.grad:
        return mean.to(x.dtype), rstd.to(x.dtype)
    center = x.mean(dims, True)
    variance = ((x - center) * (x - center)).mean(dims, True)
    return _replaced(center, mean), _replaced((variance + eps).rsqrt(), rstd)


class _Normalization(RealOnly):
    """Three outputs: the result, and the statistics, which have no gradient."""

    __slots__ = ()
    inputs = ("input", "weight", "bias")
    is_one_kernel = True
    saves = {"input": True, "weight": True, "result1": True, "result2": True}

    def save_results(self, results):
        self.save("result1", results[1], is_output=True)
        self.save("result2", results[2], is_output=True)


# -- layer -------------------------------------------------------------------------------------


class NativeLayerNormBackward0(_Normalization):
    """Over the last dimensions of each sample; a weight and a bias for each element of them."""

    saves = {**_Normalization.saves, "bias": True}

    def _dims(self, s):
        ndim = s.input.dim()
        return list(range(ndim - len(s.normalized_shape), ndim))

    def _standardized(self, s):
        dims = self._dims(s)
        x = precise(s.input)
        mean, rstd = statistics(x, dims, s.eps, s.result1, s.result2)
        return standardized(x, mean, rstd), rstd

    def vjp_input(self, grad, s):
        x_hat, rstd = self._standardized(s)
        grad = grad if s.weight is None else grad * s.weight
        return gradient_through_statistics(grad, x_hat, rstd, self._dims(s)).contiguous()

    def vjp_weight(self, grad, s):
        made = (grad * self._standardized(s)[0]).sum_to_size(self.input_shape("weight"))
        return made.contiguous()

    def vjp_bias(self, grad, s):
        return grad.sum_to_size(self.input_shape("bias")).contiguous()


layer_norm = overload(
    "native_layer_norm",
    "default",
    torch.native_layer_norm,
    "input, normalized_shape, weight, bias, eps",
    NativeLayerNormBackward0,
)


# -- group -------------------------------------------------------------------------------------


def _of_weights_in_one_piece(kernel):
    def norm(input, weight, bias, *rest):
        return kernel(input, hazards.in_one_piece(weight), hazards.in_one_piece(bias), *rest)

    return norm


class NativeGroupNormBackward0(FollowsSince, _Normalization):
    """Over each group of channels of each sample; a weight and a bias for each channel.

    The statistics are differentiable too: dm/dx = 1/n, and r = (v + e)^(-1/2) gives
    dr/dx = -r^3 (x - m) / n.
    """

    output_count = None
    is_one_kernel = False
    follows_format = ("input",)

    def _made(self, gradient, grad_mean, grad_rstd):
        """Those of the result alone are computed at once."""
        alone = grad_mean is None and grad_rstd is None
        return on_its_own(gradient) if alone else gradient

    def _grouped(self, x, s):
        """Dimensions: sample, group, channel of the group, place."""
        return x.reshape((s.N, s.group, s.C // s.group, s.HxW))

    def _by_channel(self, weight, s):
        return weight.reshape((1, s.group, s.C // s.group, 1))

    def _standardized(self, s):
        x = self._grouped(precise(s.input), s)
        shape = (s.N, s.group, 1, 1)
        mean, rstd = s.result1.reshape(shape), s.result2.reshape(shape)
        mean, rstd = statistics(x, [2, 3], s.eps, mean, rstd)
        return standardized(x, mean, rstd), rstd

    def vjp_input(self, grad, grad_mean, grad_rstd, s):
        if grad is None and not semantics.current().group_statistics_are_differentiable_alone:
            return None
        hazards.differentiating_pictures(s.input.raw)
        x_hat, rstd = self._standardized(s)
        parts, count = [], s.C // s.group * s.HxW
        if grad is not None:
            grad = self._grouped(grad, s)
            if s.weight is not None:
                grad = grad * self._by_channel(s.weight, s)
            parts.append(gradient_through_statistics(grad, x_hat, rstd, [2, 3]))
        if grad_mean is not None:
            parts.append((grad_mean.reshape(rstd.shape) / count).expand(x_hat.shape))
        if grad_rstd is not None:
            parts.append(grad_rstd.reshape(rstd.shape) * -rstd * rstd * x_hat / count)
        made = functools.reduce(operator.add, parts).reshape(s.input.shape)
        return self._made(made, grad_mean, grad_rstd)

    def vjp_weight(self, grad, grad_mean, grad_rstd, s):
        if grad is None:
            return None
        made = self._grouped(grad, s) * self._standardized(s)[0]
        return self._made(made.sum([0, 3]).reshape((s.C,)), grad_mean, grad_rstd)

    def vjp_bias(self, grad, grad_mean, grad_rstd, s):
        if grad is None:
            return None
        made = self._grouped(grad, s).sum([0, 3]).reshape((s.C,))
        return self._made(made, grad_mean, grad_rstd)


group_norm = overload(
    "native_group_norm",
    "default",
    _of_weights_in_one_piece(torch.native_group_norm),
    "input, weight, bias, N, C, HxW, group, eps",
    NativeGroupNormBackward0,
)


# -- batch -------------------------------------------------------------------------------------


class NativeBatchNormBackward0(_Normalization):
    """Over the batch, for each channel. Outside of training the running statistics are constants.

    In training the kernel moves the running statistics; that does not count as a write.
    """

    constants = ("running_mean", "running_var")
    follows_format = ("input",)
    saves = {**_Normalization.saves, "running_mean": True, "running_var": True}

    def _dims(self, s):
        return [d for d in range(s.input.dim()) if d != 1]

    def _by_channel(self, values, s):
        return values.reshape([-1 if d == 1 else 1 for d in range(s.input.dim())])

    def _standardized(self, s):
        x = precise(s.input)
        if s.training:
            saved = [self._by_channel(v, s) for v in (s.result1, s.result2)]
            mean, rstd = statistics(x, self._dims(s), s.eps, *saved)
        else:
            mean = self._by_channel(s.running_mean, s).to(x.dtype)
            rstd = (self._by_channel(s.running_var, s) + s.eps).rsqrt().to(x.dtype)
        return standardized(x, mean, rstd), rstd

    def vjp_input(self, grad, s):
        hazards.differentiating_by(s.weight)
        x_hat, rstd = self._standardized(s)
        grad = grad if s.weight is None else grad * self._by_channel(s.weight, s)
        if not s.training:
            return grad * rstd
        return gradient_through_statistics(grad, x_hat, rstd, self._dims(s))

    def vjp_weight(self, grad, s):
        return (grad * self._standardized(s)[0]).sum(self._dims(s))

    def vjp_bias(self, grad, s):
        return grad.sum(self._dims(s))


def _of_statistics_there_are(kernel):
    """A kernel of batch normalization that refuses what torch's would work beyond the end of."""

    def checked(raw, weight, bias, mean, var, training, *rest):
        hazards.statistics_of(raw, mean, var, training)
        return kernel(raw, weight, bias, mean, var, training, *rest)

    return checked


batch_norm = overload(
    "native_batch_norm",
    "default",
    _of_statistics_there_are(torch.native_batch_norm),
    "input, weight, bias, running_mean, running_var, training, momentum, eps",
    NativeBatchNormBackward0,
)


class NativeBatchNormLegitBackward0(NativeBatchNormBackward0):
    """The same, in the form that says that it moves the running statistics."""

    __slots__ = ()


class NativeBatchNormLegitBackward1(NativeBatchNormBackward0):
    """The same without running statistics."""

    __slots__ = ()
    constants = ()


class BatchNormWithUpdateBackward0(NativeBatchNormBackward0):
    """The same in training; a fourth output is memory for the backward of some devices."""

    __slots__ = ()

    @classmethod
    def record(cls, values, in_place=False):
        return super().record({**values, "training": True}, in_place)


def _without_statistics(raw, weight, bias, training, *rest):
    hazards.statistics_of(raw, None, None, training)
    kernel = torch.ops.aten._native_batch_norm_legit.no_stats
    return kernel(raw, weight, bias, training, *rest)


_legit = overload(
    "_native_batch_norm_legit",
    "default",
    _of_statistics_there_are(lambda *args: torch.ops.aten._native_batch_norm_legit.default(*args)),
    "input, weight, bias, running_mean, running_var, training, momentum, eps",
    NativeBatchNormLegitBackward0,
)
_legit_without_statistics = overload(
    "_native_batch_norm_legit",
    "no_stats",
    _without_statistics,
    "input, weight, bias, training, momentum, eps",
    NativeBatchNormLegitBackward1,
)
batch_norm_with_update = overload(
    "_batch_norm_with_update",
    "default",
    lambda *args: torch.ops.aten._batch_norm_with_update(*args),
    "input, weight, bias, running_mean, running_var, momentum, eps",
    BatchNormWithUpdateBackward0,
)


def native_batch_norm_legit(*args, **kwargs):
    """With running statistics, or without."""
    with_statistics = len(args) + len(kwargs) > 6
    return (_legit if with_statistics else _legit_without_statistics)(*args, **kwargs)


for _name, _operator in {
    "native_layer_norm": layer_norm,
    "native_group_norm": group_norm,
    "native_batch_norm": batch_norm,
    "_native_batch_norm_legit": native_batch_norm_legit,
}.items():
    FUNCTIONS[_name] = with_torch_errors(torch, _name, _operator)
