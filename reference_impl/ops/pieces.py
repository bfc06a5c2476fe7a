"""A tensor taken apart into several views: `unbind`, `split`, `chunk`, `tensor_split`.

One node makes all pieces, which is why none of them may be written to while it is recorded. The
pieces of `tensor_split` are slices, each with a node of its own.
"""

from ..geometry import wrap_dim
from ..grad_mode import mode
from ..recording import is_recorded
from ..tensor import Tensor
from ..views import Creation, make_view
from .declare import OPERATORS, Derivative, composite, edge_of
from .parts import slice_
from .views import ask_for_history, needs_dims


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
    ask_for_history(self)
    needs_dims(self, f"Dimension specified as {dim} but tensor has no dimensions", IndexError)
    place = wrap_dim(dim, self.dim())
    size = [n for d, n in enumerate(self._size) if d != place]
    stride = [n for d, n in enumerate(self._stride) if d != place]
    step = self._stride[place]
    geometries = [(size, stride, self._offset + i * step) for i in range(self._size[place])]
    return several_views(self, UnbindBackward0, geometries, dim=dim)


@composite()
def split(self, split_size_or_sections, dim=0):
    ask_for_history(self)
    needs_dims(self, "split expects at least a 1-dimensional tensor")
    if isinstance(split_size_or_sections, (tuple, list)):
        return split_with_sizes(self, split_size_or_sections, dim)
    size = split_size_or_sections
    count = self._size[wrap_dim(dim, self.dim())]
    sections = _of_size(size, count)
    return several_views(
        self, SplitBackward0, _sections(self, sections, dim), dim=dim, split_size=size
    )


def _of_size(size, count):
    """Lengths of pieces of that size; the last one may be shorter."""
    if size < 0:
        raise RuntimeError(f"split expects split_size be non-negative, but got split_size={size}")
    if size == 0 and count:
        raise RuntimeError(
            f"split_size can only be 0 if dimension size is 0, but got dimension size of {count}"
        )
    return [min(size, count - first) for first in range(0, count, size)] if count else [0]


@composite()
def split_with_sizes(self, split_sizes, dim=0):
    ask_for_history(self)
    needs_dims(self, "split expects at least a 1-dimensional tensor")
    count = self._size[wrap_dim(dim, self.dim())]
    if sum(split_sizes) != count:
        raise RuntimeError(
            f"split_with_sizes expects split_sizes to sum exactly to {count} (input tensor's size "
            f"at dimension {dim}), but got split_sizes={list(split_sizes)}"
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
    needs_dims(self, "chunk expects at least a 1-dimensional tensor")
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    count = self._size[wrap_dim(dim, self.dim())]
    size = -(-count // chunks)
    if size == 0 and count == 0:
        return split_with_sizes(self, [0] * chunks, dim)
    return split(self, size, dim)


@composite()
def tensor_split(self, indices_or_sections, dim=0):
    """Unlike `split`, each piece is a view of its own and may be written to."""
    text = "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims"
    needs_dims(self, text)
    count = self._size[wrap_dim(dim, self.dim())]
    if isinstance(indices_or_sections, Tensor):
        indices_or_sections = indices_or_sections.tolist()
    if isinstance(indices_or_sections, int):
        if indices_or_sections <= 0:
            raise RuntimeError(
                f"number of sections must be larger than 0, got {indices_or_sections}"
            )
        base, more = divmod(count, indices_or_sections)
        sizes = [base + (i < more) for i in range(indices_or_sections)]
        ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
        starts = [0, *ends[:-1]]
    else:
        starts = [0, *indices_or_sections]
        ends = [*indices_or_sections, count]
    return tuple(slice_(self, dim, a, b) for a, b in zip(starts, ends, strict=False))
