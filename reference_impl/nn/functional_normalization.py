"""`torch.nn.functional`: layer, group, batch, instance and root mean square normalization."""

import math
import warnings

import torch

from .. import semantics
from ..messages import CPP_NAMES
from ..ops import normalizations, root_mean_square
from ..ops.declare import OPERATORS
from ..ops.number_forms import plus_number
from ..ops.pictures import memory_format_of
from ..ops.resampling import avg_pool2d, avg_pool3d
from ..ops.views import alias
from ..storage import arithmetic

__all__ = [
    "batch_norm",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "local_response_norm",
    "rms_norm",
]


def _raw(tensor):
    return None if tensor is None else tensor.raw


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05):
    """Normalizes over the last dimensions, those of `normalized_shape`."""
    return normalizations.layer_norm(input, list(normalized_shape), weight, bias, eps)[0]


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-05):
    """Normalizes over groups of channels of each sample."""
    if input.dim() < 2:
        raise RuntimeError(
            f"Expected at least 2 dimensions for input tensor but received {input.dim()}"
        )
    size = input.size()
    _check_count([size[0] * size[1] // num_groups, num_groups, *size[2:]])
    arithmetic(torch.group_norm, input.raw, num_groups, _raw(weight), _raw(bias), eps)  # refuses
    geometry = (size[0], size[1], math.prod(size[2:]), num_groups)
    on_cpu = input.device.type == "cpu"
    layout = memory_format_of(input.raw) if on_cpu else torch.contiguous_format
    input = input.contiguous(memory_format=layout)
    weight, bias = (each if each is None else each.contiguous() for each in (weight, bias))
    return normalizations.group_norm(input, weight, bias, *geometry, eps)[0]


def _check_count(size):
    """Training needs more than one value for each channel."""
    if size[0] * math.prod(size[2:]) == 1:
        raise ValueError(
            f"Expected more than 1 value per channel when training, got input size {size}"
        )


def batch_norm(
    input,
    running_mean,
    running_var,
    weight=None,
    bias=None,
    training=False,
    momentum=0.1,
    eps=1e-05,
):
    """Normalizes each channel over the batch in training, by the running statistics otherwise."""
    if training:
        _check_count(input.size())
    elif running_mean is None or running_var is None:
        arithmetic(torch.batch_norm, input.raw, None, None, None, None, False, 0.1, eps, False)
    return _by_channel(input, weight, bias, running_mean, running_var, training, momentum, eps)


def _by_channel(input, weight, bias, running_mean, running_var, training, momentum, eps):
    """The operator on what it has been checked to take."""
    if not input.numel():  # nothing to normalize, and no statistics to be had
        return _scaled_copy(input, weight, bias)
    by_channel = {
        "running_mean": running_mean,
        "running_var": running_var,
        "weight": weight,
        "bias": bias,
    }
    for name, given in by_channel.items():
        if given is not None and given.numel() != input.size(1):
            raise RuntimeError(
                f"{name} should contain {input.size(1)} elements not {given.numel()}"
            )
    statistics = (running_mean, running_var, training, momentum, eps)
    return normalizations.batch_norm(input, weight, bias, *statistics)[0]


def _scaled_copy(input, weight, bias):
    result = input.clone()
    result = result if weight is None else result * weight.select(0, 0)
    return result if bias is None else result + bias.select(0, 0)


def instance_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    use_input_stats=True,
    momentum=0.1,
    eps=1e-05,
):
    """Normalizes each channel of each sample: `batch_norm` with every sample's as channels."""
    size = input.size()
    if use_input_stats and math.prod(size[2:]) == 1:
        raise ValueError(
            f"Expected more than 1 spatial element when training, got input size {torch.Size(size)}"
        )
    if not use_input_stats and (running_mean is None or running_var is None):
        raise RuntimeError(
            "Expected running_mean and running_var to be defined when use_input_stats is false"
        )
    samples, channels = size[:2]
    flat = input.contiguous().view((1, samples * channels, *size[2:]))
    repeated = [None if t is None else t.repeat(samples) for t in (weight, bias)]
    statistics = [None if t is None else t.repeat(samples) for t in (running_mean, running_var)]
    result = _by_channel(flat, *repeated, *statistics, use_input_stats, momentum, eps)
    for known, moved in zip((running_mean, running_var), statistics, strict=True):
        if known is not None and use_input_stats:
            alias(known).copy_(moved.view((samples, channels)).mean(0))
    return result.view(size)


def rms_norm(input, normalized_shape, weight=None, eps=None):
    """Divides by the root of the mean square over the last dimensions."""
    if tuple(input.shape[input.dim() - len(normalized_shape) :]) != tuple(normalized_shape) or (
        weight is not None and tuple(weight.shape) != tuple(normalized_shape)
    ):
        arithmetic(torch.rms_norm, input.raw, list(normalized_shape), _raw(weight), eps)  # refuses
    if root_mean_square.is_fused(input, weight):
        made = root_mean_square.fused_rms_norm(input, list(normalized_shape), weight, eps)
        return made[0]
    switches = semantics.current()
    mixed = weight is not None and weight.dtype != input.dtype
    if mixed and switches.rms_norm_warns_of_mixed_dtypes:
        kinds = f"input dtype = {CPP_NAMES[input.dtype]}, weight dtype = {CPP_NAMES[weight.dtype]}"
        warnings.warn(
            f"Mismatch dtype between input and weight: {kinds}, Cannot dispatch to fused "
            "implementation.",
            stacklevel=2,
        )
    dims = list(range(input.dim() - len(normalized_shape), input.dim()))
    precisely = switches.rms_norm_computes_precisely
    precise = input.to(normalizations.precise_dtype(input.dtype)) if precisely else input
    eps = torch.finfo(precise.dtype).eps if eps is None else eps
    scale = plus_number(OPERATORS["pow"](precise, 2).mean(dims, True), eps).rsqrt()
    result = precise * scale
    result = result if weight is None else result * weight
    result = result.type_as(input) if precisely else result
    return result.contiguous() if switches.rms_norm_is_contiguous else result


def local_response_norm(input, size, alpha=0.0001, beta=0.75, k=1.0):
    """Divides by a power of the mean square over neighbouring channels."""
    ndim = input.dim()
    if ndim < 3:
        # The gap in the text is torch's.
        raise ValueError(
            "Expected 3D or higher dimensionality                          input "
            f"(got {ndim} dimensions)"
        )
    if not input.numel():
        return input
    squares, around = input.mul(input), (size // 2, (size - 1) // 2)
    pad = OPERATORS["constant_pad_nd"]
    if ndim == 3:
        padded = pad(squares.unsqueeze(1), (0, 0, *around))
        mean = avg_pool2d(padded, [size, 1], [1], [0]).squeeze(1)
    else:
        shape = input.size()
        volume = squares.view((shape[0], 1, shape[1], shape[2], -1))
        padded = pad(volume, (0, 0, 0, 0, *around))
        mean = avg_pool3d(padded, [size, 1, 1], [1], [0]).squeeze(1).view(shape)
    return input / mean.mul(alpha).add(k).pow(beta)
