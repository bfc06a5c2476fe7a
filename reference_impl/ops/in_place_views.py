"""`x.t_()` and its like: the tensor itself takes the geometry of the view."""

import torch

from .. import semantics
from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version, check_in_place
from .argument_errors import with_torch_errors
from .declare import OPERATORS, edge_of
from .views import (
    SqueezeBackward0,
    TBackward0,
    TransposeBackward0,
    UnsqueezeBackward0,
    squeeze,
    t,
    transpose,
    unrecorded,
    unsqueeze,
)


def _in_place_view(name, out_of_place, node_class):
    """`x.t_()` and the like: the tensor itself takes the geometry of the view.

    No memory is written, so the base of a view keeps its history, and hooks stay where they are.
    """

    def method(self, *args, **kwargs):
        check_in_place(self, self.requires_grad and not self._inference)
        with unrecorded():
            view = out_of_place(self, *args, **kwargs)
        node = None
        if is_recorded(self):
            arguments = _arguments_of(name, args, kwargs)
            kind = node_class or _squeeze_node(arguments.get("dim"))
            node = kind((edge_of(self),))
            node.places = (("self", 0, 0),)
            node.saved = arguments
        _take_geometry(self, view)
        bump_version(self)
        if node is not None:
            # rule: views.in-place-view-leaves-base
            self.set_history(node)
        return self

    method.__name__ = name
    OPERATORS[name] = method
    setattr(Tensor, name, with_torch_errors(torch.Tensor, name, method))


def _take_geometry(self, view):
    raw = self.fresh_raw()
    self._set_geometry(view._size, view._stride, view._offset)
    if not view.dim():  # an index out of range shows what torch keeps of the sizes: `index_keys`
        self._raw = arithmetic(raw.as_strided_, (), (), view._offset)


def _arguments_of(name, args, kwargs):
    names = {
        "transpose_": ("dim0", "dim1"),
        "swapaxes_": ("dim0", "dim1"),
        "swapdims_": ("dim0", "dim1"),
        "unsqueeze_": ("dim",),
        "squeeze_": ("dim",),
    }
    return {**dict(zip(names.get(name, ()), args, strict=False)), **kwargs}


def _numbered(node_class, number):
    """torch numbers the node of the in-place form on."""
    name = node_class.__name__[:-1] + str(number)
    return type(name, (node_class,), {"__slots__": ()})


_SQUEEZE = {number: _numbered(SqueezeBackward0, number) for number in (2, 3, 4, 5)}


def _squeeze_node(dim):
    """Each form has a number of its own, after those that are not in place."""
    place = 0 if dim is None else 2 if isinstance(dim, (tuple, list)) else 1
    return _SQUEEZE[place + (3 if semantics.current().squeeze_takes_several else 2)]


_in_place_view("t_", t, _numbered(TBackward0, 1))
_in_place_view("transpose_", transpose, _numbered(TransposeBackward0, 1))
_in_place_view("swapaxes_", transpose, _numbered(TransposeBackward0, 1))
_in_place_view("swapdims_", transpose, _numbered(TransposeBackward0, 1))
_in_place_view("unsqueeze_", unsqueeze, _numbered(UnsqueezeBackward0, 1))
_in_place_view("squeeze_", squeeze, None)
