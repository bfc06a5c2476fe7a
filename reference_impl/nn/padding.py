"""Padding as modules: each calls `functional.pad`.

Source: https://pytorch.org/docs/stable/nn.html#padding-layers
"""

from . import functional
from .module import Module

_MODULE = "torch.nn.modules.padding"


class _Pad(Module):
    """`padding` at both ends of each of the last `ndim` dimensions; one number stands for all."""

    __module__ = _MODULE
    ndim = None
    mode = None

    def __init__(self, padding):
        super().__init__()
        sizes = (padding,) * (2 * self.ndim) if isinstance(padding, int) else padding
        self.padding = tuple(sizes)

    def forward(self, input):
        return functional.pad(input, self.padding, self.mode)

    def extra_repr(self):
        return f"{self.padding}"


class _ConstantPad(_Pad):
    __module__ = _MODULE

    def __init__(self, padding, value):
        super().__init__(padding)
        self.value = value

    def forward(self, input):
        return functional.pad(input, self.padding, "constant", self.value)

    def extra_repr(self):
        return f"padding={self.padding}, value={self.value}"


class _ZeroPad(_ConstantPad):
    __module__ = _MODULE

    def __init__(self, padding):
        super().__init__(padding, 0.0)

    def extra_repr(self):
        return f"{self.padding}"


class _CircularPad(_Pad):
    __module__ = _MODULE
    mode = "circular"

    def forward(self, input):
        if input.dim() not in (self.ndim + 1, self.ndim + 2):
            raise ValueError(
                f"expected {self.ndim + 1}D or {self.ndim + 2}D input (got {input.dim()}D input)"
            )
        return super().forward(input)


def _layer(name, base, ndim, **attributes):
    own = {"__module__": _MODULE, "ndim": ndim, "__doc__": f"Pads {ndim} dimensions."}
    return type(name, (base,), {**own, **attributes})


ConstantPad1d, ConstantPad2d, ConstantPad3d = (
    _layer(f"ConstantPad{ndim}d", _ConstantPad, ndim) for ndim in (1, 2, 3)
)
ZeroPad1d, ZeroPad2d, ZeroPad3d = (_layer(f"ZeroPad{ndim}d", _ZeroPad, ndim) for ndim in (1, 2, 3))
ReflectionPad1d, ReflectionPad2d, ReflectionPad3d = (
    _layer(f"ReflectionPad{ndim}d", _Pad, ndim, mode="reflect") for ndim in (1, 2, 3)
)
ReplicationPad1d, ReplicationPad2d, ReplicationPad3d = (
    _layer(f"ReplicationPad{ndim}d", _Pad, ndim, mode="replicate") for ndim in (1, 2, 3)
)
CircularPad1d, CircularPad2d, CircularPad3d = (
    _layer(f"CircularPad{ndim}d", _CircularPad, ndim) for ndim in (1, 2, 3)
)
