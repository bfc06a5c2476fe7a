"""`nn.Conv1d`, `Conv2d`, `Conv3d` and their transposes.

Source: https://pytorch.org/docs/stable/nn.html#convolution-layers
"""

from ..factories import FACTORIES
from . import functional
from .linear import init_affine
from .module import Module
from .parameter import Parameter

_MODULE = "torch.nn.modules.conv"
_PADDING_MODES = ("zeros", "reflect", "replicate", "circular")


class _Convolution(Module):
    """Weight, bias and geometry of a convolution in `ndim` dimensions."""

    __module__ = _MODULE
    ndim = 0
    transposed = False

    def _set_up(self, channels, kernel_size, geometry, groups, bias, padding_mode, device, dtype):
        self.in_channels, self.out_channels = channels
        if groups <= 0:
            raise ValueError("groups must be a positive integer")
        if self.in_channels % groups:
            raise ValueError("in_channels must be divisible by groups")
        if self.out_channels % groups:
            raise ValueError("out_channels must be divisible by groups")
        if padding_mode not in _PADDING_MODES:
            raise ValueError(
                f"padding_mode must be one of {set(_PADDING_MODES)}, but got "
                f"padding_mode='{padding_mode}'"
            )
        self.kernel_size = self._each(kernel_size)
        self.stride, self.padding, self.dilation, self.output_padding = map(self._each, geometry)
        self._check_padding()
        self.groups, self.padding_mode = groups, padding_mode
        first, second = channels if self.transposed else reversed(channels)
        empty = FACTORIES["empty"]
        size = (first, second // groups, *self.kernel_size)
        self.weight = Parameter(empty(size, device=device, dtype=dtype))
        if bias:
            self.bias = Parameter(empty(self.out_channels, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def _each(self, value):
        return (value,) * self.ndim if isinstance(value, int) else value

    def _check_padding(self):
        if not isinstance(self.padding, str):
            return
        if self.padding not in ("same", "valid"):
            raise ValueError(
                f"Invalid padding string {self.padding!r}, should be one of { {'same', 'valid'} }"
            )
        if self.padding == "same" and any(step != 1 for step in self.stride):
            raise ValueError("padding='same' is not supported for strided convolutions")

    def reset_parameters(self):
        init_affine(self.weight, self.bias)

    def extra_repr(self):
        nothing, one = (0,) * self.ndim, (1,) * self.ndim
        parts = [f"{self.in_channels}, {self.out_channels}"]
        parts += [f"kernel_size={self.kernel_size}, stride={self.stride}"]
        if self.padding != nothing:
            parts.append(f"padding={self.padding}")
        if self.dilation != one:
            parts.append(f"dilation={self.dilation}")
        if self.output_padding != nothing:
            parts.append(f"output_padding={self.output_padding}")
        if self.groups != 1:
            parts.append(f"groups={self.groups}")
        if self.bias is None:
            parts.append("bias=False")
        if self.padding_mode != "zeros":
            parts.append(f"padding_mode={self.padding_mode}")
        return ", ".join(parts)


class _Forward(_Convolution):
    __module__ = _MODULE

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        dilation=1,
        groups=1,
        bias=True,
        padding_mode="zeros",
        device=None,
        dtype=None,
    ):
        super().__init__()
        channels, geometry = (in_channels, out_channels), (stride, padding, dilation, 0)
        self._set_up(channels, kernel_size, geometry, groups, bias, padding_mode, device, dtype)

    def forward(self, input):
        convolve = getattr(functional, f"conv{self.ndim}d")
        padding = self.padding
        if self.padding_mode != "zeros":
            around = [extra for extra in reversed(padding) for _ in range(2)]
            input, padding = functional.pad(input, around, mode=self.padding_mode), 0
        return convolve(
            input, self.weight, self.bias, self.stride, padding, self.dilation, self.groups
        )


class _Transposed(_Convolution):
    __module__ = _MODULE
    transposed = True

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        output_padding=0,
        groups=1,
        bias=True,
        dilation=1,
        padding_mode="zeros",
        device=None,
        dtype=None,
    ):
        super().__init__()
        channels, geometry = (
            (in_channels, out_channels),
            (stride, padding, dilation, output_padding),
        )
        self._set_up(channels, kernel_size, geometry, groups, bias, padding_mode, device, dtype)

    def forward(self, input):
        convolve = getattr(functional, f"conv_transpose{self.ndim}d")
        geometry = (self.stride, self.padding, self.output_padding, self.groups, self.dilation)
        return convolve(input, self.weight, self.bias, *geometry)


def _layer(name, base, ndim):
    return type(name, (base,), {"ndim": ndim, "__module__": _MODULE, "__doc__": base.__doc__})


Conv1d, Conv2d, Conv3d = (_layer(f"Conv{n}d", _Forward, n) for n in (1, 2, 3))
ConvTranspose1d, ConvTranspose2d, ConvTranspose3d = (
    _layer(f"ConvTranspose{n}d", _Transposed, n) for n in (1, 2, 3)
)
