"""`nn.MaxPool2d`, `AvgPool2d`, `AdaptiveAvgPool2d` and the like.

Source: https://pytorch.org/docs/stable/nn.html#pooling-layers
"""

from . import functional
from .module import Module

_MODULE = "torch.nn.modules.pooling"


class _MaxPool(Module):
    """The largest element of each window."""

    __module__ = _MODULE
    function = None

    def __init__(
        self,
        kernel_size,
        stride=None,
        padding=0,
        dilation=1,
        return_indices=False,
        ceil_mode=False,
    ):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding, self.dilation = padding, dilation
        self.return_indices, self.ceil_mode = return_indices, ceil_mode

    def forward(self, input):
        pool = getattr(functional, self.function)
        geometry = (self.kernel_size, self.stride, self.padding, self.dilation)
        return pool(input, *geometry, self.ceil_mode, self.return_indices)

    def extra_repr(self):
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class MaxPool1d(_MaxPool):
    __module__ = _MODULE
    function = "max_pool1d"


class MaxPool2d(_MaxPool):
    __module__ = _MODULE
    function = "max_pool2d"


class AvgPool2d(Module):
    """The mean of each window."""

    __module__ = _MODULE

    def __init__(
        self,
        kernel_size,
        stride=None,
        padding=0,
        ceil_mode=False,
        count_include_pad=True,
        divisor_override=None,
    ):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding, self.ceil_mode = padding, ceil_mode
        self.count_include_pad, self.divisor_override = count_include_pad, divisor_override

    def forward(self, input):
        geometry = (self.kernel_size, self.stride, self.padding, self.ceil_mode)
        return functional.avg_pool2d(
            input, *geometry, self.count_include_pad, self.divisor_override
        )

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AdaptiveAvgPool2d(Module):
    """The means of as many windows as asked for."""

    __module__ = _MODULE

    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def forward(self, input):
        return functional.adaptive_avg_pool2d(input, self.output_size)

    def extra_repr(self):
        return f"output_size={self.output_size}"
