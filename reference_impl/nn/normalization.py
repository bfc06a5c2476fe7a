"""`nn.BatchNorm1d`, `nn.InstanceNorm1d`, `nn.GroupNorm` and `nn.LayerNorm`.

Source: https://pytorch.org/docs/stable/nn.html#normalization-layers
"""

import numbers
import warnings

from .. import semantics
from ..factories import FACTORIES
from . import functional, init
from .module import Module
from .parameter import Parameter


def _affine(size, elementwise, bias, device, dtype):
    """Weight and bias of a normalization: ones and zeros, or None."""
    empty = FACTORIES["empty"]
    weight = Parameter(empty(size, device=device, dtype=dtype)) if elementwise else None
    shift = Parameter(empty(size, device=device, dtype=dtype)) if elementwise and bias else None
    return weight, shift


def _bias_shown(module):
    if not semantics.current().normalizations_show_their_bias:
        return ""
    return f", bias={module.bias is not None}"


def _reset(weight, bias):
    if weight is not None:
        init.ones_(weight)
    if bias is not None:
        init.zeros_(bias)


class _NormBase(Module):
    """Weight and bias of channels, and running averages of their statistics."""

    __module__ = "torch.nn.modules.batchnorm"
    _version = 2
    expected = ()  # numbers of dimensions of an input

    def __init__(
        self,
        num_features,
        eps=1e-5,
        momentum=0.1,
        affine=True,
        track_running_stats=True,
        device=None,
        dtype=None,
        *,
        bias=True,
    ):
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        weight, shift = _affine(num_features, affine, bias, device, dtype)
        self.register_parameter("weight", weight)
        self.register_parameter("bias", shift)
        self._register_statistics(device, dtype)
        self.reset_parameters()

    def _register_statistics(self, device, dtype):
        mean = variance = count = None
        if self.track_running_stats:
            mean = FACTORIES["zeros"](self.num_features, device=device, dtype=dtype)
            variance = FACTORIES["ones"](self.num_features, device=device, dtype=dtype)
            count = FACTORIES["tensor"](0, device=device)
        self.register_buffer("running_mean", mean)
        self.register_buffer("running_var", variance)
        self.register_buffer("num_batches_tracked", count)

    def reset_running_stats(self):
        if self.track_running_stats:
            self.running_mean.zero_()
            self.running_var.fill_(1)
            self.num_batches_tracked.zero_()

    def reset_parameters(self):
        self.reset_running_stats()
        _reset(self.weight, self.bias)

    def _bring_up_to_date(self, state_dict, prefix, version):
        """Batches are counted since version 2; a plain dict does not say of which it is."""
        key = prefix + "num_batches_tracked"
        is_old = version is None or version < 2
        if is_old and self.track_running_stats and key not in state_dict:
            state_dict[key] = self.num_batches_tracked

    def _check_dimensions(self, input):
        if input.dim() not in self.expected:
            known = " or ".join(f"{ndim}D" for ndim in self.expected)
            raise ValueError(f"expected {known} input (got {input.dim()}D input)")

    def extra_repr(self):
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, "
            f"affine={self.affine}{_bias_shown(self)}, "
            f"track_running_stats={self.track_running_stats}"
        )


class _BatchNorm(_NormBase):
    """Normalizes over the batch while training, by running averages of it in `eval()`."""

    __module__ = "torch.nn.modules.batchnorm"

    def forward(self, input):
        self._check_dimensions(input)
        factor = 0.0 if self.momentum is None else self.momentum
        updates = self.training and self.track_running_stats
        if updates and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if self.momentum is None:
                factor = 1.0 / float(self.num_batches_tracked)
        known = updates or not self.training
        has_statistics = self.running_mean is not None or self.running_var is not None
        return functional.batch_norm(
            input,
            self.running_mean if known else None,
            self.running_var if known else None,
            self.weight,
            self.bias,
            self.training or not has_statistics,
            factor,
            self.eps,
        )


class BatchNorm1d(_BatchNorm):
    """Batch normalization of vectors, or of rows of vectors."""

    __module__ = "torch.nn.modules.batchnorm"
    expected = (2, 3)


class BatchNorm2d(_BatchNorm):
    """Batch normalization of images: over the batch and both dimensions of each channel."""

    __module__ = "torch.nn.modules.batchnorm"
    expected = (4,)


class BatchNorm3d(_BatchNorm):
    """Batch normalization of volumes."""

    __module__ = "torch.nn.modules.batchnorm"
    expected = (5,)


class _InstanceNorm(_NormBase):
    """Normalizes each channel of each sample; keeps no averages and no weight unless asked to."""

    __module__ = "torch.nn.modules.instancenorm"

    def __init__(
        self,
        num_features,
        eps=1e-5,
        momentum=0.1,
        affine=False,
        track_running_stats=False,
        device=None,
        dtype=None,
        *,
        bias=True,
    ):
        settings = (num_features, eps, momentum, affine, track_running_stats, device, dtype)
        super().__init__(*settings, bias=bias)

    def forward(self, input):
        self._check_dimensions(input)
        is_sample = input.dim() == self.expected[0]
        if semantics.current().texts_of_2_4:
            self._check_channels(input, dim=0 if is_sample else 1)
        result = functional.instance_norm(
            input.unsqueeze(0) if is_sample else input,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training or not self.track_running_stats,
            0.0 if self.momentum is None else self.momentum,
            self.eps,
        )
        return result.squeeze(0) if is_sample else result

    def _check_channels(self, input, dim):
        if input.size(dim) == self.num_features:
            return
        if self.affine:
            raise ValueError(
                f"expected input's size at dim={dim} to match num_features ({self.num_features}), "
                f"but got: {input.size(dim)}."
            )
        warnings.warn(
            f"input's size at dim={dim} does not match num_features. You can silence this warning "
            "by not passing in num_features, which is not used because affine=False",
            stacklevel=3,
        )


class InstanceNorm1d(_InstanceNorm):
    """Instance normalization of rows of vectors."""

    __module__ = "torch.nn.modules.instancenorm"
    expected = (2, 3)


class InstanceNorm2d(_InstanceNorm):
    """Instance normalization of images."""

    __module__ = "torch.nn.modules.instancenorm"
    expected = (3, 4)


class InstanceNorm3d(_InstanceNorm):
    """Instance normalization of volumes."""

    __module__ = "torch.nn.modules.instancenorm"
    expected = (4, 5)


class GroupNorm(Module):
    """Normalizes over groups of channels of each sample."""

    __module__ = "torch.nn.modules.normalization"

    def __init__(
        self,
        num_groups,
        num_channels,
        eps=1e-5,
        affine=True,
        device=None,
        dtype=None,
        *,
        bias=True,
    ):
        super().__init__()
        if num_channels % num_groups != 0:
            channels, groups = "num_channels", "num_groups"
            if semantics.current().texts_of_2_10:
                channels, groups = f"num_channels ({num_channels})", f"num_groups ({num_groups})"
            raise ValueError(f"{channels} must be divisible by {groups}")
        self.num_groups, self.num_channels = num_groups, num_channels
        self.eps, self.affine = eps, affine
        weight, shift = _affine(num_channels, affine, bias, device, dtype)
        self.register_parameter("weight", weight)
        self.register_parameter("bias", shift)
        self.reset_parameters()

    def reset_parameters(self):
        _reset(self.weight, self.bias)

    def forward(self, input):
        return functional.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self):
        text = f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}"
        return f"{text}{_bias_shown(self)}"


class LayerNorm(Module):
    """Normalizes over the last dimensions of each sample."""

    __module__ = "torch.nn.modules.normalization"

    def __init__(
        self,
        normalized_shape,
        eps=1e-5,
        elementwise_affine=True,
        bias=True,
        device=None,
        dtype=None,
    ):
        super().__init__()
        if isinstance(normalized_shape, numbers.Integral):
            normalized_shape = (normalized_shape,)
        self.normalized_shape = tuple(normalized_shape)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        weight, shift = _affine(self.normalized_shape, elementwise_affine, bias, device, dtype)
        self.register_parameter("weight", weight)
        self.register_parameter("bias", shift)
        self.reset_parameters()

    def reset_parameters(self):
        _reset(self.weight, self.bias)

    def forward(self, input):
        return functional.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self):
        return (
            f"{self.normalized_shape}, eps={self.eps}, "
            f"elementwise_affine={self.elementwise_affine}{_bias_shown(self)}"
        )


class RMSNorm(Module):
    """Scales the last dimensions of each sample to a mean square of 1."""

    __module__ = "torch.nn.modules.normalization"

    def __init__(
        self, normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None
    ):
        super().__init__()
        if isinstance(normalized_shape, numbers.Integral):
            normalized_shape = (normalized_shape,)
        self.normalized_shape = tuple(normalized_shape)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        weight, _ = _affine(self.normalized_shape, elementwise_affine, False, device, dtype)
        self.register_parameter("weight", weight)
        self.reset_parameters()

    def reset_parameters(self):
        _reset(self.weight, None)

    def forward(self, x):
        return functional.rms_norm(x, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self):
        return (
            f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"
        )


class LocalResponseNorm(Module):
    """Divides each channel by what its neighbours amount to."""

    __module__ = "torch.nn.modules.normalization"

    def __init__(self, size, alpha=1e-4, beta=0.75, k=1.0):
        super().__init__()
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, input):
        return functional.local_response_norm(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self):
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"
