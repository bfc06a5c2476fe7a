"""`torch.nn.functional`: convolutions and pooling."""

import math
import warnings

from ..ops.declare import FUNCTIONS, OPERATORS
from ..ops.pooling import adaptive_avg_pool2d as _adaptive_avg_pool2d
from ..ops.pooling import avg_pool2d as _avg_pool2d
from ..ops.pooling import max_pool2d_with_indices

__all__ = [
    "adaptive_avg_pool1d",
    "adaptive_avg_pool2d",
    "avg_pool1d",
    "avg_pool2d",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
    "max_pool1d",
    "max_pool2d",
    "max_pool2d_with_indices",
]


def several(value, count):
    """A number for each dimension: one stands for all."""
    return [value] * count if isinstance(value, int) else list(value)


# -- convolution -------------------------------------------------------------------------------


def _convolution(ndim, name, transposed, input, weight, bias, settings):
    """Any of the six, on a batch or on a single sample."""
    if input.dim() not in (ndim + 1, ndim + 2):
        raise RuntimeError(
            f"Expected {ndim + 1}D (unbatched) or {ndim + 2}D (batched) input to {name}, but got "
            f"input of size: {list(input.shape)}"
        )
    single = input.dim() == ndim + 1
    batch = input.unsqueeze(0) if single else input
    stride, padding, output_padding, groups, dilation = settings
    result = OPERATORS["convolution"](
        batch, weight, bias, stride, padding, dilation, transposed, output_padding, groups
    )
    return result.squeeze(0) if single else result


def _forward(ndim):
    name = f"conv{ndim}d"

    def conv(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        stride, dilation = several(stride, ndim), several(dilation, ndim)
        if isinstance(padding, str):
            input, padding = _named_padding(input, weight, padding, stride, dilation, ndim)
        settings = (stride, several(padding, ndim), [0] * ndim, groups, dilation)
        return _convolution(ndim, name, False, input, weight, bias, settings)

    conv.__name__ = name
    conv.__doc__ = f"As `torch.nn.functional.{name}`: the kernel against every window."
    FUNCTIONS[name] = conv
    return conv


def _named_padding(input, weight, name, stride, dilation, ndim):
    """The padding that "valid" and "same" stand for; where it is lopsided, the input is padded."""
    if name not in ("same", "valid"):
        raise RuntimeError(f"Invalid padding string: '{name}'")
    if name == "valid":
        return input, 0
    if any(step != 1 for step in stride):
        raise RuntimeError("padding='same' is not supported for strided convolutions")
    totals = [apart * (width - 1) for apart, width in zip(dilation, weight.shape[2:], strict=True)]
    if any(total % 2 for total in totals):
        warnings.warn(LOPSIDED, stacklevel=4)
        after = [extra for total in reversed(totals) for extra in (0, total % 2)]
        input = OPERATORS["constant_pad_nd"](input, after, 0)
    return input, [total // 2 for total in totals]


def _transposed(ndim):
    name = f"conv_transpose{ndim}d"

    def conv(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
        lists = [several(value, ndim) for value in (stride, padding, output_padding)]
        settings = (*lists, groups, several(dilation, ndim))
        return _convolution(ndim, name, True, input, weight, bias, settings)

    conv.__name__ = name
    conv.__doc__ = f"As `torch.nn.functional.{name}`: the gradient of a convolution, as a layer."
    FUNCTIONS[name] = conv
    return conv


conv1d, conv2d, conv3d = map(_forward, (1, 2, 3))
conv_transpose1d, conv_transpose2d, conv_transpose3d = map(_transposed, (1, 2, 3))


LOPSIDED = (
    "Using padding='same' with even kernel lengths and odd dilation may require a zero-padded copy "
    "of the input be created"
)


# -- pooling -----------------------------------------------------------------------------------


def max_pool2d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """The largest element of each window."""
    settings = [several(value, 2) for value in (kernel_size, stride or kernel_size)]
    settings += [several(value, 2) for value in (padding, dilation)]
    results = max_pool2d_with_indices(input, *settings, ceil_mode)
    return tuple(results) if return_indices else results[0]


def max_pool1d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """The largest element of each window: pooling in two dimensions of which one is 1."""
    width, step, pad, apart = (
        several(value, 1)[0] for value in (kernel_size, stride or kernel_size, padding, dilation)
    )
    settings = ((1, width), (1, step), (0, pad), (1, apart))
    results = max_pool2d_with_indices(
        input.unsqueeze(-2), *[list(pair) for pair in settings], ceil_mode
    )
    results = tuple(result.squeeze(-2) for result in results)
    return results if return_indices else results[0]


def avg_pool2d(
    input,
    kernel_size,
    stride=None,
    padding=0,
    ceil_mode=False,
    count_include_pad=True,
    divisor_override=None,
):
    """The mean of each window."""
    settings = [several(value, 2) for value in (kernel_size, stride or kernel_size, padding)]
    return _avg_pool2d(input, *settings, ceil_mode, count_include_pad, divisor_override)


def avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """The mean of each window: pooling in two dimensions of which one is 1."""
    width, step, pad = (
        several(value, 1)[0] for value in (kernel_size, stride or kernel_size, padding)
    )
    settings = ([1, width], [1, step], [0, pad])
    pooled = _avg_pool2d(input.unsqueeze(-2), *settings, ceil_mode, count_include_pad, None)
    return pooled.squeeze(-2)


def adaptive_avg_pool2d(input, output_size):
    """The means of as many windows as asked for; None keeps a size."""
    given = output_size if isinstance(output_size, (tuple, list)) else (output_size,) * 2
    pairs = zip(given, input.shape[-2:], strict=True)
    size = [known if wanted is None else wanted for wanted, known in pairs]
    if math.prod(size) == 1:
        return input.mean([-1, -2], True)
    return _adaptive_avg_pool2d(input, size)


def adaptive_avg_pool1d(input, output_size):
    size = [1, *several(output_size, 1)]
    return adaptive_avg_pool2d(input.unsqueeze(-2), size).squeeze(-2)
