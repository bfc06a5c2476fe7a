"""View operators: results that look at the memory of their input.

Each declares its geometry (how the window lies in memory) and its derivative.
"""

import operator

import torch

from .. import semantics
from ..geometry import expanded, infer_size, view_strides, wrap_dim
from ..grad_mode import mode
from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import make_view
from .declare import OPERATORS, Derivative, composite, edge_of, strip


def view_of(self, node_class, geometry, dtype=None, made_by=None, **arguments):
    """A view of `self` with this `(size, stride, offset)`, recorded as `node_class`."""
    node = None
    if is_recorded(self):
        node = node_class((edge_of(self),))
        node.places = (("self", 0, 0),)
        node.note_shape("self", self, 0)
        node.saved = arguments
    view = make_view(self, *geometry, dtype=dtype, step=made_by)
    if node is not None:
        view.set_history(node)
    return view


def ask_for_history(self):
    """What is recorded asks for the history of `self` before its own arguments are looked at.

    So a view that may not be brought up to date is refused for that, whatever else is wrong.
    """
    if is_recorded(self):
        edge_of(self)


class unrecorded:
    """A block in which nothing is recorded."""

    def __enter__(self):
        self.previous, mode.grad = mode.grad, False

    def __exit__(self, *exception):
        mode.grad = self.previous


def needs_dims(self, complaint, error=RuntimeError):
    if not self.dim():
        raise error(complaint)


def sizes_of(arguments):
    """`f(2, 3)` and `f((2, 3))` mean the same."""
    if len(arguments) == 1 and isinstance(arguments[0], (tuple, list)):
        return tuple(arguments[0])
    return tuple(operator.index(a) for a in arguments)


# -- same memory, other shape ------------------------------------------------------------------


class ViewBackward0(Derivative):
    def vjp_self(self, grad, s):
        return OPERATORS["reshape"](grad, self.input_shape())


class UnsafeViewBackward0(ViewBackward0):
    __slots__ = ()


class ReshapeAliasBackward0(ViewBackward0):
    """The view that `reshape` makes where memory is not contiguous but allows the new shape."""

    __slots__ = ()


@composite(function=False)
def view(self, *shape, dtype=None):
    """The same elements in the same order with another shape; raises if memory does not allow."""
    if dtype is None and not shape:
        raise TypeError("view() without a size")
    if dtype is not None or isinstance(shape[0], torch.dtype):
        return view_as_dtype(self, dtype or shape[0])
    ask_for_history(self)
    size = infer_size(sizes_of(shape), self.numel())
    stride = view_strides(self._size, self._stride, size)
    if stride is None:
        raise RuntimeError(VIEW_REFUSED)
    return view_of(self, ViewBackward0, (size, stride, self._offset))


def view_as_dtype(self, dtype):
    """The same bytes read as another dtype. It counts writes with `self`, but is no view of it."""
    # rule: views.other-dtype
    if self.is_conj() or self.is_neg():
        raise RuntimeError(
            OTHER_DTYPE_REFUSED.format("conjugate" if self.is_conj() else "negative")
        )
    raw = self.raw.view(dtype)
    offset = self._offset * self.element_size() // raw.element_size()
    return Tensor._new(self._storage, raw.shape, raw.stride(), offset, dtype, self._counter)


OTHER_DTYPE_REFUSED = (
    "torch.Tensor.view is not supported for {} view tensors when converting to a different dtype."
)


@composite()
def reshape(self, *shape):
    """A view where memory allows, and a copy otherwise."""
    if self.is_contiguous() and semantics.current().reshape_is_a_view:
        ask_for_history(self)
    size = infer_size(sizes_of(shape), self.numel())
    stride = view_strides(self._size, self._stride, size)
    if stride is not None:
        is_view = self.is_contiguous() and semantics.current().reshape_is_a_view
        is_view = is_view or self.device.type == "meta"
        node = ViewBackward0 if is_view else ReshapeAliasBackward0
        # rule: views.reshape-views-or-copies
        return view_of(self, node, (size, stride, self._offset))
    # rule: views.reshape-views-or-copies
    copy = OPERATORS["clone"](self, memory_format=torch.contiguous_format)
    return unsafe_view(copy, size)


VIEW_REFUSED = (
    "view size is not compatible with input tensor's size and stride (at least one dimension spans "
    "across two contiguous subspaces). Use .reshape(...) instead."
)


def unsafe_view(copy, size):
    """A new shape for memory that nobody else looks at: not tracked as a view."""
    stride = view_strides(copy._size, copy._stride, size)
    if stride is None:
        raise RuntimeError(VIEW_REFUSED)
    result = Tensor._new(copy._storage, size, stride, copy._offset, copy._dtype)
    if is_recorded(copy):
        node = UnsafeViewBackward0((edge_of(copy),))
        node.places = (("self", 0, 0),)
        result.set_history(node)
    return result


@composite(function=False)
def view_as(self, other):
    return self.view(other._size)


@composite(function=False)
def reshape_as(self, other):
    return reshape(self, other._size)


@composite()
def flatten(self, start_dim=0, end_dim=-1):
    start, end = wrap_dim(start_dim, self.dim()), wrap_dim(end_dim, self.dim())
    if not self._size:
        return reshape(self, (1,))
    if start > end:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if start == end:
        return self
    middle = torch.Size(self._size[start : end + 1]).numel()
    return reshape(self, (*self._size[:start], middle, *self._size[end + 1 :]))


@composite()
def ravel(self):
    return OPERATORS["contiguous"](self).view(-1)


@composite()
def unflatten(self, dim, sizes):
    needs_dims(
        self,
        "unflatten got an unexpected error:\nDimension specified as 0 but tensor has no dimensions",
    )
    place = wrap_dim(dim, self.dim())
    if isinstance(sizes, (list, tuple)) and not sizes:
        raise RuntimeError("unflatten: sizes must be non-empty")
    count = self._size[place]
    try:
        sizes = infer_size(sizes, count)
    except RuntimeError:
        raise RuntimeError(
            f"unflatten: Provided sizes {list(sizes)} don't multiply up to the size of dim "
            f"{place} ({count}) in the input tensor"
        ) from None
    return self.view((*self._size[:place], *sizes, *self._size[place + 1 :]))


class AliasBackward0(Derivative):
    def vjp_self(self, grad, s):
        return grad


def alias(self):
    """A view of everything."""
    return view_of(self, AliasBackward0, (self._size, self._stride, self._offset))


def as_subclass(self, cls):
    """A view of everything, of that class."""
    view = alias(self)
    view.__class__ = cls
    return view


Tensor.as_subclass = as_subclass


# -- order of dimensions -----------------------------------------------------------------------


class TransposeBackward0(Derivative):
    def vjp_self(self, grad, s):
        return transpose(grad, s.dim0, s.dim1)


class TBackward0(Derivative):
    def vjp_self(self, grad, s):
        return t(grad)


class PermuteBackward0(Derivative):
    def vjp_self(self, grad, s):
        inverse = sorted(range(len(s.dims)), key=lambda i: s.dims[i] % len(s.dims))
        return permute(grad, inverse)


def _swapped(self, a, b):
    size, stride = list(self._size), list(self._stride)
    if size:
        size[a], size[b] = size[b], size[a]
        stride[a], stride[b] = stride[b], stride[a]
    return size, stride, self._offset


@composite()
def transpose(self, dim0, dim1):
    ask_for_history(self)
    a, b = wrap_dim(dim0, self.dim()), wrap_dim(dim1, self.dim())
    return view_of(self, TransposeBackward0, _swapped(self, a, b), dim0=dim0, dim1=dim1)


OPERATORS["swapaxes"] = OPERATORS["swapdims"] = transpose
composite("swapaxes")(transpose)
composite("swapdims")(transpose)


@composite()
def t(self):
    if self.dim() > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {self.dim()}D")
    last = max(self.dim() - 1, 0)
    return view_of(self, TBackward0, _swapped(self, 0, last))


@composite()
def permute(self, *dims):
    ask_for_history(self)
    dims = sizes_of(dims)
    if len(dims) != self.dim():
        raise RuntimeError(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the "
            f"length of the desired ordering of dimensions i.e. input.dim() = {self.dim()} is not "
            f"equal to len(dims) = {len(dims)}"
        )
    order = [wrap_dim(d, self.dim()) for d in dims]
    if len(set(order)) != len(order):
        raise RuntimeError("permute(): duplicate dims are not allowed.")
    geometry = ([self._size[d] for d in order], [self._stride[d] for d in order], self._offset)
    return view_of(self, PermuteBackward0, geometry, dims=tuple(dims))


@composite()
def movedim(self, source, destination):
    sources = [source] if isinstance(source, int) else list(source)
    targets = [destination] if isinstance(destination, int) else list(destination)
    sources = [wrap_dim(d, self.dim()) for d in sources]
    targets = [wrap_dim(d, self.dim()) for d in targets]
    if len({*sources}) < len(sources) or len({*targets}) < len(targets):
        arithmetic(torch.movedim, self.raw, source, destination)  # refuses
    rest = iter(d for d in range(self.dim()) if d not in sources)
    order = [sources[targets.index(d)] if d in targets else next(rest) for d in range(self.dim())]
    return permute(self, order) if self.dim() else alias(self)


composite("moveaxis")(movedim)


# -- dimensions of size 1 ----------------------------------------------------------------------


class UnsqueezeBackward0(Derivative):
    def vjp_self(self, grad, s):
        return squeeze(grad, s.dim)


class SqueezeBackward0(Derivative):
    def vjp_self(self, grad, s):
        shape = self.input_shape()
        dims = range(len(shape)) if s.dim is None else s.dim
        dims = [dims] if isinstance(dims, int) else dims
        for dim in sorted(wrap_dim(d, len(shape)) for d in dims):
            if shape and shape[dim] == 1:
                grad = unsqueeze(grad, dim)
        return grad


class SqueezeBackward1(SqueezeBackward0):
    __slots__ = ()


class SqueezeBackward2(SqueezeBackward0):
    __slots__ = ()


class ExpandBackward0(Derivative):
    """Repeats without copying: the gradient is summed over the repeated dimensions."""

    def vjp_self(self, grad, s):
        return grad.sum_to_size(self.input_shape())


@composite()
def unsqueeze(self, dim):
    ask_for_history(self)
    place = wrap_dim(dim, self.dim() + 1)
    size, stride = list(self._size), list(self._stride)
    stride.insert(place, size[place] * stride[place] if place < len(size) else 1)
    size.insert(place, 1)
    return view_of(self, UnsqueezeBackward0, (size, stride, self._offset), dim=dim)


@composite()
def squeeze(self, dim=None):
    ask_for_history(self)
    if dim is None:
        node, drop = SqueezeBackward0, set(range(self.dim()))
    elif isinstance(dim, (tuple, list)):
        if not semantics.current().squeeze_takes_several:
            raise TypeError("squeeze takes one dimension")
        node, drop = SqueezeBackward2, {wrap_dim(d, self.dim()) for d in dim}
    else:
        node, drop = SqueezeBackward1, {wrap_dim(dim, self.dim())}
    kept = [d for d in range(self.dim()) if d not in drop or self._size[d] != 1]
    geometry = ([self._size[d] for d in kept], [self._stride[d] for d in kept], self._offset)
    return view_of(self, node, geometry, dim=dim)


@composite(function=False)
def expand(self, *size):
    ask_for_history(self)
    try:
        sizes, strides = expanded(self._size, self._stride, sizes_of(size))
    except RuntimeError as error:
        described = f"{self.type_name()}{{{list(self._size)}}}"
        raise RuntimeError(str(error).replace("{shape}", described)) from None
    return view_of(self, ExpandBackward0, (sizes, strides, self._offset))


@composite(function=False)
def expand_as(self, other):
    return expand(self, other._size)


@composite()
def broadcast_to(self, *size):
    return expand(self, sizes_of(size))


@composite(method=False)
def broadcast_tensors(*tensors):
    """Each tensor expanded to the common shape; those that have it are returned themselves."""
    shape = arithmetic(torch.broadcast_tensors, *map(strip, tensors))[0].shape
    return tuple(t if t._size == shape else expand(t, shape) for t in tensors)
