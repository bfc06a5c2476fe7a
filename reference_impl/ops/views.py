"""View operators: results that look at the memory of their input.

Each declares its geometry (how the window lies in memory) and its derivative.
"""

import torch

from ..geometry import expanded, infer_size, row_major, view_strides, wrap_dim
from ..grad_mode import mode
from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import Creation, make_view
from .declare import OPERATORS, Derivative, composite, edge_of


def view_of(self, node_class, geometry, creation=None, **arguments):
    """A view of `self` with this `(size, stride, offset)`, recorded as `node_class`."""
    node = None
    if is_recorded(self):
        node = node_class((edge_of(self),))
        node.places = (("self", 0, 0),)
        node.saved = arguments
    view = make_view(self, *geometry, creation=creation)
    if node is not None:
        view.set_history(node)
    return view


def sizes_of(arguments):
    """`f(2, 3)` and `f((2, 3))` mean the same."""
    if len(arguments) == 1 and isinstance(arguments[0], (tuple, list)):
        return tuple(arguments[0])
    return tuple(int(a) for a in arguments)


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
    if dtype is not None or isinstance(shape[0], torch.dtype):
        return view_as_dtype(self, dtype or shape[0])
    size = infer_size(sizes_of(shape), self.numel())
    stride = view_strides(self._size, self._stride, size)
    if stride is None:
        raise RuntimeError(VIEW_REFUSED)
    return view_of(self, ViewBackward0, (size, stride, self._offset))


def view_as_dtype(self, dtype):
    """The same bytes read as another dtype. Where that cuts the graph it is no view."""
    old, new = self.element_size(), torch.empty((), dtype=dtype).element_size()
    if dtype == self._dtype:
        return view_of(self, AliasBackward0, (self._size, self._stride, self._offset))
    raw = self.raw.view(dtype)
    if self.requires_grad or not (dtype.is_floating_point or dtype.is_complex):
        alias = Tensor._new(
            self._storage, raw.shape, raw.stride(), self._offset * old // new, dtype, self._counter
        )
        return alias
    return make_view(self, raw.shape, raw.stride(), self._offset * old // new, dtype=dtype)


@composite()
def reshape(self, *shape):
    """A view where memory allows, and a copy otherwise."""
    size = infer_size(sizes_of(shape), self.numel())
    stride = view_strides(self._size, self._stride, size)
    if stride is not None:
        node = ViewBackward0 if self.is_contiguous() else ReshapeAliasBackward0
        return view_of(self, node, (size, stride, self._offset))
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
    return reshape(OPERATORS["contiguous"](self), (-1,))


@composite()
def unflatten(self, dim, sizes):
    _needs_dims(
        self,
        "unflatten got an unexpected error:\n"
        f"Dimension specified as {dim} but tensor has no dimensions",
    )
    dim = wrap_dim(dim, self.dim())
    return self.view((*self._size[:dim], *sizes, *self._size[dim + 1 :]))


class AliasBackward0(Derivative):
    def vjp_self(self, grad, s):
        return grad


def alias(self):
    """A view of everything."""
    return view_of(self, AliasBackward0, (self._size, self._stride, self._offset))


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
        return grad if grad._size == shape else reshape(grad, shape)


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
    place = wrap_dim(dim, self.dim() + 1)
    size, stride = list(self._size), list(self._stride)
    stride.insert(place, size[place] * stride[place] if place < len(size) else 1)
    size.insert(place, 1)
    return view_of(self, UnsqueezeBackward0, (size, stride, self._offset), dim=dim)


@composite()
def squeeze(self, dim=None):
    if dim is None:
        node, drop = SqueezeBackward0, set(range(self.dim()))
    elif isinstance(dim, (tuple, list)):
        node, drop = SqueezeBackward2, {wrap_dim(d, self.dim()) for d in dim}
    else:
        node, drop = SqueezeBackward1, {wrap_dim(dim, self.dim())}
    kept = [d for d in range(self.dim()) if d not in drop or self._size[d] != 1]
    geometry = ([self._size[d] for d in kept], [self._stride[d] for d in kept], self._offset)
    return view_of(self, node, geometry, dim=dim)


@composite(function=False)
def expand(self, *size):
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
def broadcast_to(self, size):
    return expand(self, tuple(size))


@composite(method=False)
def broadcast_tensors(*tensors):
    """Each tensor expanded to the common shape; those that have it are returned themselves."""
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        tensors = tensors[0]
    shape = arithmetic(torch.broadcast_tensors, *[t.raw for t in tensors])[0].shape
    return tuple(t if t._size == shape else expand(t, shape) for t in tensors)


# -- parts -------------------------------------------------------------------------------------


class SelectBackward0(Derivative):
    def vjp_self(self, grad, s):
        return placed(grad, self.input_shape(), lambda z: select(z, s.dim, s.index))


class SliceBackward0(Derivative):
    def vjp_self(self, grad, s):
        window = lambda z: slice_(z, s.dim, s.start, s.end, s.step)  # noqa: E731
        return placed(grad, self.input_shape(), window)


class DiagonalBackward0(Derivative):
    def vjp_self(self, grad, s):
        window = lambda z: diagonal(z, s.offset, s.dim1, s.dim2)  # noqa: E731
        return placed(grad, self.input_shape(), window)


class UnfoldBackward0(Derivative):
    def vjp_self(self, grad, s):
        from .strided import scatter_into_base

        shape = self.input_shape()
        base = (shape, row_major(shape), 0)
        size, stride, _ = _unfolded(shape, row_major(shape), s.dimension, s.size, s.step)
        return scatter_into_base(grad, base, size, stride, 0)


class UnbindBackward0(Derivative):
    def vjp_self(self, *grads_and_saved):
        *grads, s = grads_and_saved
        return OPERATORS["stack"](zeros_for_missing(grads, self), s.dim)


class SplitBackward0(Derivative):
    def vjp_self(self, *grads_and_saved):
        *grads, s = grads_and_saved
        return OPERATORS["cat"](zeros_for_missing(grads, self), s.dim)


class SplitWithSizesBackward0(SplitBackward0):
    __slots__ = ()


def zeros_for_missing(grads, node):
    """The gradients of all outputs: zero where none arrived."""
    like = next(g for g in grads if g is not None)
    return [
        like.new_zeros(node.input_metadata[i].shape) if grad is None else grad
        for i, grad in enumerate(grads)
    ]


class _unrecorded:
    def __enter__(self):
        self.previous, mode.grad = mode.grad, False

    def __exit__(self, *exception):
        mode.grad = self.previous


class PlacedBackward0(Derivative):
    """The gradient of `placed`: what is seen through the window."""

    inputs = ("grad",)

    def vjp_grad(self, grad, s):
        return s.window(grad)


def placed(grad, shape, window):
    """Zeros of `shape` with `grad` in the window: the gradient of a part, for the whole."""
    whole = grad.new_zeros(shape)
    with _unrecorded():
        arithmetic(window(whole).raw.copy_, grad.raw)
    if is_recorded(grad):
        node = PlacedBackward0((edge_of(grad),))
        node.places = (("grad", 0, 0),)
        node.saved = {"window": window}
        whole.set_history(node)
    return whole


def _needs_dims(self, complaint, error=RuntimeError):
    if not self.dim():
        raise error(complaint)


@composite()
def select(self, dim, index):
    if not self._size:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    place = wrap_dim(dim, self.dim())
    count = self._size[place]
    if not -count <= index < count:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {list(self._size)} at "
            f"dimension {place}"
        )
    index = int(index)
    offset = self._offset + (index % count) * self._stride[place]
    size = [n for d, n in enumerate(self._size) if d != place]
    stride = [n for d, n in enumerate(self._stride) if d != place]
    return view_of(self, SelectBackward0, (size, stride, offset), dim=dim, index=index)


def slice_(self, dim, start=None, end=None, step=1):
    """The view `self[start:end:step]` along one dimension."""
    place = wrap_dim(dim, self.dim())
    count = self._size[place]
    first, last, _ = slice(start, end, None).indices(count)
    size, stride = list(self._size), list(self._stride)
    size[place] = max(0, -(-(last - first) // step))
    offset = self._offset + first * stride[place]
    stride[place] *= step
    arguments = {"dim": dim, "start": start, "end": end, "step": step}
    return view_of(self, SliceBackward0, (size, stride, offset), **arguments)


@composite()
def narrow(self, dim, start, length):
    _needs_dims(self, "narrow() cannot be applied to a 0-dim tensor.")
    place = wrap_dim(dim, self.dim())
    count = self._size[place]
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    if not -count <= start <= count:
        raise IndexError(
            f"start out of range (expected to be in range of [{-count}, {count}], but got {start})"
        )
    first = start + count if start < 0 else start
    if first + length > count:
        raise RuntimeError(f"start ({first}) + length ({length}) exceeds dimension size ({count}).")
    return slice_(self, dim, first, first + length)


@composite()
def diagonal(self, offset=0, dim1=0, dim2=1):
    a, b = wrap_dim(dim1, self.dim()), wrap_dim(dim2, self.dim())
    if a == b:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    rows, columns = self._size[a], self._size[b]
    if offset >= 0:
        count = max(min(rows, columns - offset), 0)
        start = offset * self._stride[b]
    else:
        count = max(min(rows + offset, columns), 0)
        start = -offset * self._stride[a]
    kept = [d for d in range(self.dim()) if d not in (a, b)]
    size = [self._size[d] for d in kept] + [count]
    stride = [self._stride[d] for d in kept] + [self._stride[a] + self._stride[b]]
    geometry = (size, stride, self._offset + (start if count else 0))
    return view_of(self, DiagonalBackward0, geometry, offset=offset, dim1=dim1, dim2=dim2)


def _unfolded(size, stride, dimension, length, step):
    place = wrap_dim(dimension, len(size))
    size, stride = list(size), list(stride)
    count = size[place] if size else 1
    if length > count:
        raise RuntimeError(
            f"maximum size for tensor at dimension {place} is {count} but size is {length}"
        )
    if not size:
        return [length], [1], 0
    size.append(length)
    stride.append(stride[place])
    size[place] = (size[place] - length) // step + 1
    stride[place] *= step
    return size, stride, 0


@composite(function=False)
def unfold(self, dimension, size, step):
    sizes, strides, _ = _unfolded(self._size, self._stride, dimension, size, step)
    arguments = {"dimension": dimension, "size": size, "step": step}
    return view_of(self, UnfoldBackward0, (sizes, strides, self._offset), **arguments)


def several_views(self, node_class, geometries, **arguments):
    """Several views made by one node: none of them may be written to while it is recorded."""
    # rule: views.multi-output-not-writable
    recorded = is_recorded(self)
    node = None
    if recorded:
        node = node_class((edge_of(self),))
        node.places = (("self", 0, 0),)
        node.saved = arguments
    views = []
    for geometry in geometries:
        creation = None if mode.inference else Creation.MULTI_OUTPUT_NODE
        if not mode.grad and not mode.inference:
            creation = Creation.NO_GRAD_MODE
        view = make_view(self, *geometry, creation=creation)
        if node is not None:
            view.set_history(node)
        views.append(view)
    return tuple(views)


@composite()
def unbind(self, dim=0):
    _needs_dims(self, f"Dimension specified as {dim} but tensor has no dimensions", IndexError)
    place = wrap_dim(dim, self.dim())
    size = [n for d, n in enumerate(self._size) if d != place]
    stride = [n for d, n in enumerate(self._stride) if d != place]
    step = self._stride[place]
    geometries = [(size, stride, self._offset + i * step) for i in range(self._size[place])]
    return several_views(self, UnbindBackward0, geometries, dim=dim)


@composite()
def split(self, split_size_or_sections, dim=0):
    _needs_dims(self, "split expects at least a 1-dimensional tensor")
    if isinstance(split_size_or_sections, (tuple, list)):
        return split_with_sizes(self, split_size_or_sections, dim)
    size = split_size_or_sections
    count = self._size[wrap_dim(dim, self.dim())]
    if size < 0:
        raise RuntimeError(f"split expects split_size be non-negative, but got split_size={size}")
    sections = [min(size, count - first) for first in range(0, count, size)] if size else [0]
    return several_views(
        self, SplitBackward0, _sections(self, sections, dim), dim=dim, split_size=size
    )


@composite()
def split_with_sizes(self, split_sizes, dim=0):
    _needs_dims(self, "split expects at least a 1-dimensional tensor")
    count = self._size[wrap_dim(dim, self.dim())]
    if sum(split_sizes) != count:
        raise RuntimeError(
            f"split_with_sizes expects split_sizes to sum exactly to {count} (input tensor's size "
            f"at dimension {wrap_dim(dim, self.dim())}), but got split_sizes={list(split_sizes)}"
        )
    return several_views(self, SplitWithSizesBackward0, _sections(self, split_sizes, dim), dim=dim)


def _sections(self, sections, dim):
    place, first, geometries = wrap_dim(dim, self.dim()), 0, []
    for length in sections:
        size = [*self._size]
        size[place] = length
        geometries.append((size, self._stride, self._offset + first * self._stride[place]))
        first += length
    return geometries


@composite()
def chunk(self, chunks, dim=0):
    _needs_dims(self, "chunk expects at least a 1-dimensional tensor")
    count = self._size[wrap_dim(dim, self.dim())]
    size = -(-count // chunks)
    if size == 0 and count == 0:
        return split_with_sizes(self, [0] * chunks, dim)
    return split(self, size, dim)


@composite()
def tensor_split(self, indices_or_sections, dim=0):
    """Unlike `split`, each piece is a view of its own and may be written to."""
    text = "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims"
    _needs_dims(self, text)
    count = self._size[wrap_dim(dim, self.dim())]
    if isinstance(indices_or_sections, int):
        base, more = divmod(count, indices_or_sections)
        sizes = [base + (i < more) for i in range(indices_or_sections)]
        ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
        starts = [0, *ends[:-1]]
    else:
        starts = [0, *indices_or_sections]
        ends = [*indices_or_sections, count]
    return tuple(slice_(self, dim, a, b) for a, b in zip(starts, ends, strict=False))


# -- in-place changes of geometry --------------------------------------------------------------


def _in_place_view(name, out_of_place, node_class):
    """`x.t_()` and the like: the tensor itself takes the geometry of the view."""
    from ..views import bump_version, check_in_place, rebase_history

    def method(self, *args, **kwargs):
        check_in_place(self, self.requires_grad)
        with _unrecorded():
            view = out_of_place(self, *args, **kwargs)
        node = None
        if is_recorded(self):
            kind = _SQUEEZE_DIM if name == "squeeze_" and (args or kwargs) else node_class
            node = kind((edge_of(self),))
            node.places = (("self", 0, 0),)
            node.saved = _arguments_of(name, args, kwargs)
        self._set_geometry(view._size, view._stride, view._offset)
        bump_version(self)
        if node is not None:
            rebase_history(self, node)
        return self

    method.__name__ = name
    OPERATORS[name] = method
    setattr(Tensor, name, method)


def _arguments_of(name, args, kwargs):
    names = {
        "transpose_": ("dim0", "dim1"),
        "swapaxes_": ("dim0", "dim1"),
        "unsqueeze_": ("dim",),
        "squeeze_": ("dim",),
    }
    return {**dict(zip(names.get(name, ()), args, strict=False)), **kwargs}


def _numbered(node_class, number):
    """torch numbers the node of the in-place form on."""
    name = node_class.__name__[:-1] + str(number)
    return type(name, (node_class,), {"__slots__": ()})


_SQUEEZE_DIM = _numbered(SqueezeBackward0, 4)

_in_place_view("t_", t, _numbered(TBackward0, 1))
_in_place_view("transpose_", transpose, _numbered(TransposeBackward0, 1))
_in_place_view("swapaxes_", transpose, _numbered(TransposeBackward0, 1))
_in_place_view("unsqueeze_", unsqueeze, _numbered(UnsqueezeBackward0, 1))
_in_place_view("squeeze_", squeeze, _numbered(SqueezeBackward0, 3))
