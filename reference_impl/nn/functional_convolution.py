"""`torch.nn.functional`: convolutions."""

import warnings

import torch

from ..ops.declare import FUNCTIONS, OPERATORS
from ..storage import arithmetic

__all__ = [
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
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
            if not weight.numel():
                raws = [None if t is None else t.raw for t in (input, weight, bias)]
                settings = (stride, padding, dilation, groups)
                arithmetic(getattr(torch, name), *raws, *settings)  # refuses
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
