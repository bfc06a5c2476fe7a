"""Writing values to chosen places of a tensor, and reading them from there.

Where several values are written to one place, one of them wins, and yet each gets the full
gradient of that place.
"""

import torch

from .. import semantics
from ..geometry import wrap_dim
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version, check_in_place, rebase_history
from .arithmetic import zeros_like
from .declare import OPERATORS, Derivative, composite, on_its_own, operator, strip
from .not_implemented import RealOnly, SeveralZeros, not_implemented, only_once
from .overloads import overload
from .strided import clone_with_strides

# -- by an index tensor along a dimension ------------------------------------------------------


class ScatterBackward0(Derivative):
    """Values of `src` written to `index` along a dimension."""

    inputs = ("self", "src")
    saves = {"index": True}

    def vjp_self(self, grad, s):
        return scatter(grad, s.dim, s.index, 0)

    def vjp_src(self, grad, s):
        return grad.gather(s.dim, s.index)


class ScatterBackward1(Derivative):
    """One number written to `index` along a dimension."""

    inputs = ("self",)
    saves = {"index": True}

    def vjp_self(self, grad, s):
        return scatter(grad, s.dim, s.index, 0)


_scatter_src = overload(
    "scatter",
    "src",
    torch.scatter,
    "self, dim, index, src",
    ScatterBackward0,
    torch.Tensor.scatter_,
)
_scatter_value = overload(
    "scatter",
    "value",
    torch.scatter,
    "self, dim, index, value",
    ScatterBackward1,
    torch.Tensor.scatter_,
)


@composite()
def scatter(self, dim, index, src=None, value=None, *, reduce=None, out=None):
    """A copy with `src` (or a number) written to `index` along `dim`."""
    written = src if value is None else value
    if reduce is not None:
        return _reduced(self, dim, index, written, reduce)
    op = _scatter_src if isinstance(written, Tensor) else _scatter_value
    return op(self, dim, index, written, out=out)


def _reduced(self, dim, index, written, reduce):
    """The old form of `scatter_reduce`, which has no derivative."""
    node = not_implemented("aten::scatter", self, written)
    raw = arithmetic(torch.scatter, self.raw, dim, index.raw, strip(written), reduce=reduce)
    result = Tensor._wrap(raw)
    if node is not None:
        result.set_history(node)
    return result


def scatter_(self, dim, index, src=None, value=None, *, reduce=None):
    """`scatter`, in place."""
    written = src if value is None else value
    if reduce is None:
        op = _scatter_src if isinstance(written, Tensor) else _scatter_value
        return op.in_place(self, dim, index, written)
    node = not_implemented("aten::scatter_", self, written)
    check_in_place(self, node is not None)
    arithmetic(self.raw.scatter_, dim, index.raw, strip(written), reduce=reduce)
    bump_version(self)
    if node is not None:
        rebase_history(self, node)
    return self


OPERATORS["scatter_"] = Tensor.scatter_ = scatter_


class IndexFillBackward0(Derivative):
    """Slices along a dimension overwritten with a number."""

    inputs = ("self",)
    saves = {"index": True}

    def vjp_self(self, grad, s):
        return index_fill(grad, s.dim, s.index, 0)


class IndexFillBackward1(IndexFillBackward0):
    """Slices along a dimension overwritten with the value of a 0-dim tensor.

    A slice that the index names twice was overwritten once all the same.
    """

    __slots__ = ()
    inputs = ("self", "value")

    def vjp_value(self, grad, s):
        once = Tensor._wrap(arithmetic(torch.unique, s.index.raw))
        return OPERATORS["index_select"](grad, s.dim, once).sum()


_index_fill_number = overload(
    "index_fill",
    "Scalar",
    torch.index_fill,
    "self, dim, index, value",
    IndexFillBackward0,
    torch.Tensor.index_fill_,
)
_index_fill_tensor = overload(
    "index_fill",
    "Tensor",
    torch.index_fill,
    "self, dim, index, value",
    IndexFillBackward1,
    torch.Tensor.index_fill_,
)


@composite()
def index_fill(self, dim, index, value):
    """A copy with the slices at `index` along `dim` overwritten with one value."""
    op = _index_fill_tensor if isinstance(value, Tensor) else _index_fill_number
    return op(self, dim, index, value)


def index_fill_(self, dim, index, value):
    """`index_fill`, in place."""
    op = _index_fill_tensor if isinstance(value, Tensor) else _index_fill_number
    return op.in_place(self, dim, index, value)


OPERATORS["index_fill_"] = Tensor.index_fill_ = index_fill_


@operator("index_copy", torch.index_copy, "self, dim, index, source", in_place=True)
class IndexCopyBackward0(Derivative):
    """Slices along a dimension overwritten with those of `source`."""

    inputs = ("self", "source")
    saves = {"index": True, "source": "source"}

    def vjp_self(self, grad, s):
        return index_fill(grad, s.dim, s.index, 0)

    def vjp_source(self, grad, s):
        shape = self.input_shape("source")
        if not shape:
            return grad.index_select(s.dim, s.index.squeeze(0))
        return grad.index_select(s.dim, s.index).expand(shape)


@composite()
def take_along_dim(self, indices, dim=None, *, out=None):
    """`gather` that broadcasts; without `dim`, in the flat order."""
    if dim is None:
        return self.view(-1).gather(0, indices.view(-1))
    place = wrap_dim(dim, self.dim())
    shapes = [[1 if d == place else n for d, n in enumerate(t.shape)] for t in (self, indices)]
    if indices.dtype != torch.int64 or not _go_together(*shapes):
        arithmetic(torch.take_along_dim, self.raw, indices.raw, dim)  # refuses
    shape = torch.broadcast_shapes(*shapes)
    wide, wanted = list(shape), list(shape)
    wide[place], wanted[place] = self.size(place), indices.size(place)
    if not semantics.current().indices_along_a_dimension_wrap:
        return self.expand(wide).gather(place, indices.expand(wanted))
    # The index of the gather is a tensor of its own: later writes to `indices` are not noticed.
    everywhere = arithmetic(indices.raw.expand, wanted)
    from_start = Tensor._wrap(arithmetic(torch.remainder, everywhere, self.size(place)))
    return self.expand(wide).gather(place, from_start)


def _go_together(sizes, others):
    """Whether two shapes with as many dimensions are broadcast to one."""
    if len(sizes) != len(others):
        return False
    return all(m == n or 1 in (m, n) for m, n in zip(sizes, others, strict=True))


class ScatterReduceBackward0(RealOnly):
    """Values scattered to a place are combined there, with the old value if `include_self`."""

    inputs = ("self", "src")
    saves = {"self": True, "src": True, "index": True, "result": True}
    zeros_refused = (
        "scatter_reduce(): Double backward is unsupported for src when >1 zeros in src are "
        "scattered to the same position in self"
    )

    def vjp_self(self, grad, s):
        made = getattr(self, "_self_" + s.reduce)(grad, s)
        return made if s.include_self else self._without_the_old(made, s)

    def _without_the_old(self, made, s):
        return scatter(made, s.dim, s.index, 0)

    def vjp_src(self, grad, s):
        return getattr(self, "_src_" + s.reduce)(grad, s)

    def _self_sum(self, grad, s):
        return grad

    def _src_sum(self, grad, s):
        return grad.gather(s.dim, s.index)

    def _self_mean(self, grad, s):
        return grad / self._count(grad, s)

    def _src_mean(self, grad, s):
        return (grad / self._count(grad, s)).gather(s.dim, s.index)

    def _count(self, grad, s):
        """How many values came to each place; 1 where there was none."""
        start = grad.new_ones(grad.shape) if s.include_self else grad.new_zeros(grad.shape)
        count = start.scatter_add(s.dim, s.index, grad.new_ones(s.src.shape))
        return count.masked_fill(count == 0, 1)

    def _self_prod(self, grad, s):
        # The product of the others: what comes out if the old value is 1.
        others = s.self.masked_fill(s.self == 0, 1)
        return grad * self._product(others, s.src, True, s) / others

    def _product(self, start, src, include_self, s):
        return scatter_reduce(start, s.dim, s.index, src, "prod", include_self=include_self)

    def _src_prod(self, grad, s):
        zero = s.src == 0
        zeros = grad.new_zeros(grad.shape).scatter_add(s.dim, s.index, zero.to(grad.dtype))
        if bool((zeros > 1).any()):
            inputs = (grad, s.self, s.src, s.result)
            gradient = lambda: self._src_prod_of(grad, s, zero, zeros)  # noqa: E731
            return only_once(self.zeros_refused, inputs, gradient, SeveralZeros)
        return self._src_prod_of(grad, s, zero, zeros)

    def _src_prod_of(self, grad, s, zero, zeros):
        alone = zero & (zeros.gather(s.dim, s.index) == 1)
        others = self._product(s.self, s.src.masked_fill(alone, 1), s.include_self, s)
        from_others = (grad * others).gather(s.dim, s.index)
        divided = (grad * s.result).gather(s.dim, s.index) / s.src.masked_fill(zero, 1)
        return OPERATORS["where"](alone, from_others, divided)

    def _self_amax(self, grad, s):
        return (s.self == s.result) * self._share(grad, s)

    def _src_amax(self, grad, s):
        chosen = s.src == s.result.gather(s.dim, s.index)
        return chosen * self._share(grad, s).gather(s.dim, s.index)

    _self_amin, _src_amin = _self_amax, _src_amax

    def _share(self, grad, s):
        """Ties share equally. A NaN, or a result that was overwritten, is none of them: 0/0."""
        # rule: operators.ties-share
        chosen = (s.src == s.result.gather(s.dim, s.index)).to(grad.dtype)
        count = (s.self == s.result).to(grad.dtype).scatter_add(s.dim, s.index, chosen)
        return grad / count


_scatter_reduce = overload(
    "scatter_reduce",
    "two",
    lambda self, dim, index, src, reduce, include_self, **out: torch.scatter_reduce(
        self, dim, index, src, reduce, include_self=include_self, **out
    ),
    "self, dim, index, src, reduce, include_self",
    ScatterReduceBackward0,
    lambda self, dim, index, src, reduce, include_self: self.scatter_reduce_(
        dim, index, src, reduce, include_self=include_self
    ),
)


@composite()
def scatter_reduce(self, dim, index, src, reduce, *, include_self=True, out=None):
    """A copy with `src` combined into `index` along `dim` by sum, prod, mean, amax or amin."""
    return _scatter_reduce(self, dim, index, src, reduce, include_self, out=out)


def scatter_reduce_(self, dim, index, src, reduce, *, include_self=True):
    """`scatter_reduce`, in place."""
    return _scatter_reduce.in_place(self, dim, index, src, reduce, include_self)


OPERATORS["scatter_reduce_"] = Tensor.scatter_reduce_ = scatter_reduce_


# -- in the flat order -------------------------------------------------------------------------


@operator("take", torch.take, "self, index")
class TakeBackward0(Derivative):
    """Elements by their place in the flat order."""

    inputs = ("self",)
    saves = {"index": True, "self": True}

    def vjp_self(self, grad, s):
        return zeros_like(s.self).put(s.index, grad, True)


@operator("put", torch.Tensor.put, "self, index, source, accumulate=False", in_place=True)
class PutBackward0(Derivative):
    """Elements overwritten (or added to) by their place in the flat order."""

    inputs = ("self", "source")
    saves = {"index": True, "source": "source"}

    def vjp_self(self, grad, s):
        return grad if s.accumulate else grad.put(s.index, grad.new_zeros(s.index.shape))

    def vjp_source(self, grad, s):
        return grad.take(s.index).reshape(self.input_shape("source"))


# -- by a mask ---------------------------------------------------------------------------------


@operator("masked_select", torch.masked_select, "self, mask")
class MaskedSelectBackward0(Derivative):
    """The elements where the mask is True, in order; the two are broadcast."""

    inputs = ("self",)
    saves = {"mask": True, "self": True}

    def vjp_self(self, grad, s):
        shape = torch.broadcast_shapes(self.input_shape(), s.mask.shape)
        zeros = zeros_like(s.self.expand(shape))
        whole = zeros.masked_scatter(s.mask, grad)
        laid_out_alike = whole._stride == zeros._stride
        return whole if laid_out_alike else clone_with_strides(whole, zeros._stride)


@operator("masked_scatter", torch.masked_scatter, "self, mask, source", in_place=True)
class MaskedScatterBackward0(Derivative):
    """The elements where the mask is True are overwritten with those of `source`, in order."""

    inputs = ("self", "source")
    saves = {"mask": True}

    def vjp_self(self, grad, s):
        return grad.masked_fill(s.mask, 0)

    def vjp_source(self, grad, s):
        shape = self.input_shape("source")
        used = grad.masked_select(s.mask)
        left_over = shape.numel() - used.numel()
        if left_over > 0:
            used = OPERATORS["cat"]([used, used.new_zeros((left_over,))])
        return on_its_own(used.view(shape))


# -- a view of a copy overwritten --------------------------------------------------------------


@operator("select_scatter", torch.select_scatter, "self, src, dim, index")
class SelectScatterBackward0(RealOnly):
    """A copy with one slice along a dimension overwritten."""

    inputs = ("self", "src")

    def vjp_self(self, grad, s):
        shape = [n for d, n in enumerate(grad.shape) if d != wrap_dim(s.dim, grad.dim())]
        return grad.select_scatter(grad.new_zeros(shape), s.dim, s.index)

    def vjp_src(self, grad, s):
        return grad.select(s.dim, s.index)


@operator("slice_scatter", torch.slice_scatter, "self, src, dim=0, start=None, end=None, step=1")
class SliceScatterBackward0(RealOnly):
    """A copy with a range along a dimension overwritten."""

    inputs = ("self", "src")

    def _window(self, grad, s):
        from .parts import slice_

        return slice_(grad, s.dim, s.start, s.end, s.step)

    def vjp_self(self, grad, s):
        zeros = grad.new_zeros(self._window(grad, s).shape)
        return grad.slice_scatter(zeros, s.dim, s.start, s.end, s.step)

    def vjp_src(self, grad, s):
        return self._window(grad, s)


@operator("diagonal_scatter", torch.diagonal_scatter, "self, src, offset=0, dim1=0, dim2=1")
class DiagonalScatterBackward0(Derivative):
    """A copy with a diagonal overwritten."""

    inputs = ("self", "src")

    def vjp_self(self, grad, s):
        zeros = grad.new_zeros(grad.diagonal(s.offset, s.dim1, s.dim2).shape)
        return grad.diagonal_scatter(zeros, s.offset, s.dim1, s.dim2)

    def vjp_src(self, grad, s):
        return grad.diagonal(s.offset, s.dim1, s.dim2)


class AsStridedScatterBackward0(Derivative):
    """A copy with a window into its memory overwritten."""

    inputs = ("self", "src")

    def vjp_self(self, grad, s):
        window = (s.size, s.stride, s.storage_offset)
        return _as_strided_scatter(grad.contiguous(), grad.new_zeros(s.size), *window)

    def vjp_src(self, grad, s):
        return grad.contiguous().as_strided(s.size, s.stride, s.storage_offset)


_as_strided_scatter = overload(
    "as_strided_scatter",
    "default",
    torch.as_strided_scatter,
    "self, src, size, stride, storage_offset=None",
    AsStridedScatterBackward0,
)


@composite()
def as_strided_scatter(self, src, size, stride, storage_offset=None):
    """A copy with the window that `as_strided` would look at overwritten."""
    if self.requires_grad and not self.is_contiguous():
        raise RuntimeError("as_strided_scatter is currently only supported for contiguous inputs")
    return _as_strided_scatter(self, src, size, stride, storage_offset)
