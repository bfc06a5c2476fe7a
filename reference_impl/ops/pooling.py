"""Pooling: the largest or the mean element of each window.

The largest one gets the whole gradient of its window: the first of several that are equal.
"""

import torch

from .convolutions import Shape, convolve_of, spread_back_of
from .declare import Derivative, define


class _MaxPool(Derivative):
    """The outputs are the largest elements and their places within a channel."""

    __slots__ = ()
    saves = {"self": True}
    window_dims = 0

    def save_results(self, results):
        self.save("result1", results[1])

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        dims = self.window_dims
        channel = shape[-dims:].numel()
        places = s.result1.flatten(-dims)
        empty = grad.new_zeros((*shape[:-dims], channel))
        return empty.scatter_add(-1, places, grad.flatten(-dims)).view(shape)


def _max_pool(dims):
    """`max_pool{dims}d_with_indices`, whose node torch names so."""
    name = f"MaxPool{dims}DWithIndicesBackward0"
    node = type(name, (_MaxPool,), {"window_dims": dims, "__slots__": ()})
    node.vjp_self = _MaxPool.vjp_self
    operator = f"max_pool{dims}d_with_indices"
    kernel = getattr(torch.ops.aten, operator)
    params = "self, kernel_size, stride, padding, dilation, ceil_mode"
    return define(operator, kernel, params, node, method=False, function=False)


max_pool2d_with_indices = _max_pool(2)


class AvgPool2DBackward0(Derivative):
    """The mean over windows: a convolution of each channel with a constant kernel."""

    saves = {"self": True}

    def vjp_self(self, grad, s):
        size, step, pad = (tuple(v) for v in (s.kernel_size, s.stride or s.kernel_size, s.padding))
        shape = Shape(step, pad, (1, 1), 1, s.self.shape[-2:], size)
        ones = grad.new_ones((1, 1, *size))
        flat = lambda x: x.reshape(-1, 1, *x.shape[-2:])  # noqa: E731
        if s.divisor_override:
            count = s.divisor_override
        elif s.count_include_pad:
            count = size[0] * size[1]
        else:
            inside = grad.new_ones((1, 1, *s.self.shape[-2:]))
            count = convolve_of(inside, ones, shape)
        return spread_back_of(flat(grad) / count, ones, shape).view(s.self.shape)


_PARAMS = (
    "self, kernel_size, stride=None, padding=None, ceil_mode=False, count_include_pad=True, "
    "divisor_override=None"
)
avg_pool2d = define(
    "avg_pool2d",
    lambda self, kernel_size, **rest: torch._C._nn.avg_pool2d(self, kernel_size, **rest),
    _PARAMS,
    AvgPool2DBackward0,
    method=False,
    function=False,
)


class AdaptiveAvgPool2DBackward0(Derivative):
    """The mean over as many windows as asked for: a matrix of means from each side."""

    saves = {"self": True}

    def vjp_self(self, grad, s):
        rows, columns = s.self.shape[-2:]
        left = means(rows, grad.shape[-2], grad)
        right = means(columns, grad.shape[-1], grad)
        return left.t().matmul(grad).matmul(right)


def means(count, windows, like):
    """The matrix that takes `count` numbers to the means of `windows` windows over them."""
    matrix = like.new_zeros((windows, count))
    for window in range(windows):
        first = window * count // windows
        last = -(-(window + 1) * count // windows)
        matrix[window, first:last] = 1 / (last - first)
    return matrix


adaptive_avg_pool2d = define(
    "_adaptive_avg_pool2d",
    torch._C._nn.adaptive_avg_pool2d,
    "self, output_size",
    AdaptiveAvgPool2DBackward0,
    method=False,
    function=False,
)
