"""The views again, as copies: `permute_copy` and its like share no memory with their input.

The gradient is that of the view. Compilers use them where nothing may share memory.
"""

import torch

from .. import semantics
from . import parts, pieces, views
from .complex import ViewAsComplexBackward0, ViewAsRealBackward0
from .declare import Derivative, composite, define
from .not_implemented import RealOnly, without_derivative
from .overloads import overload
from .special_nodes import OneOf
from .strided import scatter_into_base


def _copy(name, params, node, publish=True):
    """Declares `torch.<name>_copy`, where this torch has it."""
    kernel = getattr(torch, name + "_copy", None)
    if kernel is not None:
        method = hasattr(torch.Tensor, name + "_copy")
        return define(f"{name}_copy", kernel, params, node, method=method, function=publish)
    return None


def _as_copy(node_class, **members):
    """The node of the copy: the same derivative under another name."""
    name = node_class.__name__ + "_copy"
    return type(name, (node_class,), {"__slots__": (), "inputs": ("self",), **members})


class AsStridedBackward0_copy(Derivative):
    """A window into memory: each element's gradient goes to where it was read from."""

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        x = values["self"]
        node.saved["base"] = (x._size, x._stride, x._offset)
        if values["storage_offset"] is None:
            node.saved["storage_offset"] = x._offset
        return node

    def vjp_self(self, grad, s):
        return scatter_into_base(grad, s.base, s.size, s.stride, s.storage_offset)


class NarrowCopyBackward0(Derivative):
    """Some places along one dimension."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        window = lambda z: parts.narrow(z, s.dim, s.start, s.length)  # noqa: E731
        return parts.placed(grad, self.input_shape(), window)


_no_copy = without_derivative("narrow_copy")


def _narrow_node(values):
    known = semantics.current().narrow_copy_is_differentiable
    return NarrowCopyBackward0 if known else _no_copy


class SelectBackward0_copy(RealOnly, parts.SelectBackward0):
    """One place along a dimension."""

    inputs = ("self",)


class SliceBackward0_copy(RealOnly, parts.SliceBackward0):
    """A range along a dimension."""

    inputs = ("self",)


class ViewAsComplexBackward0_copy(RealOnly, ViewAsComplexBackward0):
    """Pairs of numbers as complex ones; never differentiable, as the result is complex."""

    inputs = ("self",)


_copy("alias", "self", _as_copy(views.AliasBackward0))
_copy("as_strided", "self, size, stride, storage_offset=None", AsStridedBackward0_copy)
_copy("diagonal", "self, offset=0, dim1=0, dim2=1", _as_copy(parts.DiagonalBackward0))
_copy("expand", "self, size, *, implicit=False", _as_copy(views.ExpandBackward0))
_copy("permute", "self, dims", _as_copy(views.PermuteBackward0))
_copy("select", "self, dim, index", SelectBackward0_copy)
_copy("slice", "self, dim=0, start=None, end=None, step=1", SliceBackward0_copy)
_copy("t", "self", _as_copy(views.TBackward0))
_copy("transpose", "self, dim0, dim1", _as_copy(views.TransposeBackward0))
_copy("unfold", "self, dimension, size, step", _as_copy(parts.UnfoldBackward0))
_copy("unsqueeze", "self, dim", _as_copy(views.UnsqueezeBackward0))
_copy("view_as_real", "self", _as_copy(ViewAsRealBackward0))
_copy("view_as_complex", "self", ViewAsComplexBackward0_copy)
_copy("narrow", "self, dim, start, length", OneOf(_narrow_node))


# -- those with several forms ------------------------------------------------------------------

_SQUEEZED = [
    _as_copy(node)
    for node in (views.SqueezeBackward0, views.SqueezeBackward1, views.SqueezeBackward2)
]


def _squeeze_node(values):
    if values["dim"] is None:
        return _SQUEEZED[0]
    return _SQUEEZED[2 if isinstance(values["dim"], (tuple, list)) else 1]


def _squeeze_copy(self, dim=None, **out):
    return torch.squeeze_copy(self, **out) if dim is None else torch.squeeze_copy(self, dim, **out)


define("squeeze_copy", _squeeze_copy, "self, dim=None", OneOf(_squeeze_node), method=False)

_view_copy = _copy("view", "self, size", _as_copy(views.ViewBackward0), publish=False)
_bytes_copy = overload(
    "view_copy",
    "dtype",
    lambda self, dtype, **out: torch.view_copy(self, dtype, **out),
    "self, dtype",
    None,
)


@composite(method=False)
def view_copy(self, size=None, *, dtype=None, out=None):
    """The elements in another shape, or their bytes as another dtype, which is a constant."""
    as_dtype = size if isinstance(size, torch.dtype) else dtype
    if as_dtype is None:
        return _view_copy(self, list(size), out=out)
    return _bytes_copy(self, as_dtype, out=out)


# -- those with several outputs ----------------------------------------------------------------

_copy("unbind", "self, dim=0", _as_copy(pieces.UnbindBackward0, output_count=None))
_copy("split", "self, split_size, dim=0", _as_copy(pieces.SplitBackward0, output_count=None))
_copy(
    "split_with_sizes",
    "self, split_sizes, dim=0",
    _as_copy(pieces.SplitWithSizesBackward0, output_count=None),
)
