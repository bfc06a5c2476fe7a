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


class MaxPool3d(_MaxPool):
    __module__ = _MODULE
    function = "max_pool3d"


class _MaxUnpool(Module):
    """Each element at the place where it was the largest, and zeros elsewhere."""

    __module__ = _MODULE
    ndim = None

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        stride = kernel_size if stride is None else stride
        self.kernel_size = _each(kernel_size, self.ndim)
        self.stride, self.padding = _each(stride, self.ndim), _each(padding, self.ndim)

    def forward(self, input, indices, output_size=None):
        unpool = getattr(functional, f"max_unpool{self.ndim}d")
        geometry = (self.kernel_size, self.stride, self.padding)
        return unpool(input, indices, *geometry, output_size)

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class MaxUnpool1d(_MaxUnpool):
    __module__ = _MODULE
    ndim = 1


class MaxUnpool2d(_MaxUnpool):
    __module__ = _MODULE
    ndim = 2


class MaxUnpool3d(_MaxUnpool):
    __module__ = _MODULE
    ndim = 3


def _each(value, count):
    return (value,) * count if isinstance(value, int) else tuple(value)


class AvgPool1d(Module):
    """The mean of each window."""

    __module__ = _MODULE

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True
    ):
        super().__init__()
        stride = kernel_size if stride is None else stride
        self.kernel_size, self.stride = _each(kernel_size, 1), _each(stride, 1)
        self.padding = _each(padding, 1)
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad

    def forward(self, input):
        geometry = (self.kernel_size, self.stride, self.padding, self.ceil_mode)
        return functional.avg_pool1d(input, *geometry, self.count_include_pad)

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool2d(Module):
    """The mean of each window."""

    __module__ = _MODULE
    function = "avg_pool2d"

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
        pool = getattr(functional, self.function)
        return pool(input, *geometry, self.count_include_pad, self.divisor_override)

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool3d(AvgPool2d):
    __module__ = _MODULE
    function = "avg_pool3d"


class _AdaptiveAvgPool(Module):
    """The means of as many windows as asked for."""

    __module__ = _MODULE
    function = None

    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def forward(self, input):
        return getattr(functional, self.function)(input, self.output_size)

    def extra_repr(self):
        return f"output_size={self.output_size}"


class AdaptiveAvgPool1d(_AdaptiveAvgPool):
    __module__ = _MODULE
    function = "adaptive_avg_pool1d"


class AdaptiveAvgPool2d(_AdaptiveAvgPool):
    __module__ = _MODULE
    function = "adaptive_avg_pool2d"


class AdaptiveAvgPool3d(_AdaptiveAvgPool):
    __module__ = _MODULE
    function = "adaptive_avg_pool3d"


class _AdaptiveMaxPool(Module):
    """The largest element of each of as many windows as asked for."""

    __module__ = _MODULE
    function = None

    def __init__(self, output_size, return_indices=False):
        super().__init__()
        self.output_size, self.return_indices = output_size, return_indices

    def forward(self, input):
        return getattr(functional, self.function)(input, self.output_size, self.return_indices)

    def extra_repr(self):
        return f"output_size={self.output_size}"


class AdaptiveMaxPool1d(_AdaptiveMaxPool):
    __module__ = _MODULE
    function = "adaptive_max_pool1d"


class AdaptiveMaxPool2d(_AdaptiveMaxPool):
    __module__ = _MODULE
    function = "adaptive_max_pool2d"


class AdaptiveMaxPool3d(_AdaptiveMaxPool):
    __module__ = _MODULE
    function = "adaptive_max_pool3d"


class _LPPool(Module):
    """The p-norm of each window."""

    __module__ = _MODULE
    function = None

    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        self.norm_type, self.kernel_size = norm_type, kernel_size
        self.stride, self.ceil_mode = stride, ceil_mode

    def forward(self, input):
        pool = getattr(functional, self.function)
        return pool(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)

    def extra_repr(self):
        return (
            f"norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, "
            f"ceil_mode={self.ceil_mode}"
        )


class LPPool1d(_LPPool):
    __module__ = _MODULE
    function = "lp_pool1d"


class LPPool2d(_LPPool):
    __module__ = _MODULE
    function = "lp_pool2d"


class LPPool3d(_LPPool):
    __module__ = _MODULE
    function = "lp_pool3d"
