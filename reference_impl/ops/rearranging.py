"""Copies of the same elements in other places: triangles, diagonals, flips, rotations, repeats."""

import torch

from .. import semantics
from ..geometry import wrap_dim
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, Derivative, composite, operator
from .overloads import into_given, overload
from .parts import DiagonalBackward0
from .views import sizes_of, unsafe_view

# -- triangles and diagonals -------------------------------------------------------------------


@operator("tril", torch.tril, "self, diagonal=0", in_place=True)
class TrilBackward0(Derivative):
    """The lower triangle, 0 above."""

    def vjp_self(self, grad, s):
        return grad.tril(s.diagonal)


@operator("triu", torch.triu, "self, diagonal=0", in_place=True)
class TriuBackward0(Derivative):
    """The upper triangle, 0 below."""

    def vjp_self(self, grad, s):
        return grad.triu(s.diagonal)


@operator("diag_embed", torch.diag_embed, "self, offset=0, dim1=-2, dim2=-1")
class DiagEmbedBackward0(Derivative):
    """Matrices with the last dimension on their diagonal."""

    def vjp_self(self, grad, s):
        return grad.diagonal(s.offset, s.dim1, s.dim2)


class DiagonalBackward0_copy(DiagonalBackward0):
    """The diagonal as a copy, not as a view."""

    __slots__ = ()


_diagonal_copy = overload(
    "diag",
    "copy",
    lambda *args: torch.diagonal(*args).clone(memory_format=torch.contiguous_format),
    "self, offset, dim1, dim2",
    DiagonalBackward0_copy,
)


class DiagBackward0(Derivative):
    """As it was before it was made of others: what undoes it, for a vector or for a matrix."""

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        if len(shape) == 1:
            return _former_diag(grad, s.diagonal)
        made = grad.new_zeros(shape)
        made.diagonal(s.diagonal).copy_(grad)
        return made


_former_diag = overload("diag", "default", torch.diag, "self, diagonal", DiagBackward0)


@composite()
def diag(self, diagonal=0, *, out=None):
    """The matrix with this diagonal, of a vector; the diagonal (a copy), of a matrix."""
    if out is not None:
        return into_given(out, "diag", "self, diagonal", self, diagonal)
    if self.dim() in (1, 2) and not semantics.current().diag_is_made_of_others:
        return _former_diag(self, diagonal)
    if self.dim() == 1:
        return OPERATORS["diag_embed"](self, diagonal)
    if self.dim() == 2:
        return _diagonal_copy(self, diagonal, 0, 1)
    raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {self.dim()}D")


@composite()
def diagflat(self, offset=0):
    """The matrix with all elements on its diagonal."""
    return diag(self.contiguous().view((-1,)), offset)


def fill_diagonal_(self, fill_value, wrap=False):
    """Writes one number to the diagonal; with `wrap`, starts again below a tall matrix."""
    arithmetic(torch.empty_like(self.raw).fill_diagonal_, fill_value, wrap)  # refuses
    rows, columns = self.size(0), self.size(1)
    count = min(self.shape)
    if wrap and self.dim() == 2 and rows > columns + 1:
        count = -(-self.numel() // (columns + 1))
    self.as_strided((count,), (sum(self.stride()),)).fill_(fill_value)
    return self


OPERATORS["fill_diagonal_"] = Tensor.fill_diagonal_ = fill_diagonal_


# -- turning -----------------------------------------------------------------------------------


def _listed(value):
    return [value] if isinstance(value, int) else list(value)


class FlipBackward0(Derivative):
    """Backwards along some dimensions."""

    def vjp_self(self, grad, s):
        return grad.flip(s.dims)


_flip = overload("flip", "default", torch.flip, "self, dims", FlipBackward0)


@composite()
def flip(self, *dims, **kwargs):
    dims = sizes_of(dims) if dims else kwargs["dims"]
    return _flip(self, _listed(dims))


@composite()
def fliplr(self):
    if self.dim() < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return _flip(self, [1])


@composite()
def flipud(self):
    if self.dim() < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return _flip(self, [0])


@operator("roll", torch.roll, "self, shifts, dims=()")
class RollBackward0(Derivative):
    """Moved along some dimensions, around the end; without dims in the flat order."""

    def vjp_self(self, grad, s):
        return grad.roll([-shift for shift in _listed(s.shifts)], _listed(s.dims))


class Rot90Backward0(Derivative):
    """Turned by k quarters from one dimension towards another."""

    def vjp_self(self, grad, s):
        return grad.rot90(-s.k, s.dims)


_rot90 = overload("rot90", "default", torch.rot90, "self, k, dims", Rot90Backward0)


@composite()
def rot90(self, k=1, dims=(0, 1)):
    return _rot90(self, k, dims)


# -- repeating ---------------------------------------------------------------------------------


class RepeatBackward0(Derivative):
    """Several copies side by side: their gradients are summed."""

    def vjp_self(self, grad, s):
        shape, repeats = self.input_shape(), s.repeats
        if 0 in repeats:
            return grad.new_zeros(shape)
        for _ in range(len(repeats) - len(shape)):
            grad = grad.sum(0)
        copies, copied = [], []
        for count, size in zip(repeats[len(repeats) - len(shape) :], shape, strict=True):
            if count != 1:
                copied.append(len(copies))
                copies.append(count)
            copies.append(size)
        return grad.reshape(copies).sum(copied) if copied else grad


_repeat = overload("repeat", "default", torch.Tensor.repeat, "self, repeats", RepeatBackward0)


@composite(function=False)
def repeat(self, *repeats, **kwargs):
    """Copies side by side, `repeats[d]` of them along dimension `d`."""
    if not repeats and "repeats" not in kwargs:
        raise TypeError("repeat() without repeats")
    return _repeat(self, sizes_of(repeats) if repeats else tuple(kwargs["repeats"]))


@composite()
def tile(self, *dims, **kwargs):
    """`repeat`, with 1 for leading dimensions that are not mentioned."""
    dims = sizes_of(dims) if dims else tuple(kwargs["dims"])
    return _repeat(self, (1,) * (self.dim() - len(dims)) + dims)


@composite()
def repeat_interleave(self, repeats=None, dim=None, *, output_size=None):
    """Each element `repeats` times, one after the other; or each position, as often as it says."""
    if repeats is None:
        raw = arithmetic(torch.repeat_interleave, self.raw, output_size=output_size)
        return type(self)._wrap(raw)
    x = self if dim is not None else OPERATORS["flatten"](self)
    place = wrap_dim(dim, x.dim()) if dim is not None else 0
    if isinstance(repeats, int):
        if repeats < 0:
            expanded = semantics.current().repetitions_are_expanded
            refusal = "Repeats must be non-negative" if expanded else "repeats can not be negative"
            raise RuntimeError(refusal)
        if semantics.current().repetitions_are_expanded:
            return _interleaved(x, repeats, place)
        repeats = type(self)._wrap(torch.tensor([repeats], device=x.device))
    raws = (repeats.raw, place) if x.dim() else (repeats.raw, None)
    arithmetic(torch.repeat_interleave, x.raw, *raws, output_size=output_size)  # refuses
    counts = repeats.raw if repeats.numel() != 1 else repeats.raw.reshape(1).expand(x.size(place))
    index = torch.repeat_interleave(counts)
    return OPERATORS["index_select"](x, place, type(self)._wrap(index))


def _interleaved(x, repeats, place):
    if x.dim() == 0:
        x = x.reshape((1,))
    wide = [*x.shape[: place + 1], repeats, *x.shape[place + 1 :]]
    copies = x.unsqueeze(place + 1).expand(wide).clone(memory_format=torch.contiguous_format)
    return copies.flatten(place, place + 1)


# -- products over all pairs -------------------------------------------------------------------


class LinalgCrossBackward0(Derivative):
    """The vector product: linear in each factor, and antisymmetric."""

    inputs = ("self", "other")
    saves = {"self": "other", "other": "self"}

    def vjp_self(self, grad, s):
        return linalg_cross(conj(s.other), grad, s.dim)

    def vjp_other(self, grad, s):
        return linalg_cross(grad, conj(s.self), s.dim)


_cross = overload(
    "linalg_cross",
    "default",
    lambda self, other, dim: torch.linalg.cross(self, other, dim=dim),
    "self, other, dim",
    LinalgCrossBackward0,
)


def linalg_cross(self, other, dim=-1):
    """As `torch.linalg.cross`."""
    return _cross(self, other, dim)


@composite()
def cross(self, other, dim=None, *, out=None):
    """The vector product along `dim`, or along the first dimension of size 3."""
    if out is not None:
        return into_given(out, "cross", "self, other, dim", self, other, dim)
    if dim is None:
        torch.cross(self.raw, other.raw)  # warns and refuses as torch does
        dim = next(d for d, n in enumerate(self.shape) if n == 3)
    return linalg_cross(self, other, dim)


@composite()
def kron(self, other):
    """The block matrix of all products."""
    ndim = max(self.dim(), other.dim())
    left = [1] * (ndim - self.dim()) + list(self.shape)
    right = [1] * (ndim - other.dim()) + list(other.shape)
    spaced_left = [n for size in left for n in (size, 1)]
    spaced_right = [n for size in right for n in (1, size)]
    product = unsafe_view(self, spaced_left) * unsafe_view(other, spaced_right)
    return unsafe_view(product, [a * b for a, b in zip(left, right, strict=True)])


# -- padding -----------------------------------------------------------------------------------


class ConstantPadNdBackward0(Derivative):
    """A border of one value, or a cut where the width is negative: the opposite undoes it."""

    def vjp_self(self, grad, s):
        return constant_pad_nd(grad, [-width for width in s.pad])


_constant_pad = overload(
    "constant_pad_nd",
    "default",
    torch.constant_pad_nd,
    "self, pad, value=0",
    ConstantPadNdBackward0,
)


@composite(method=False)
def constant_pad_nd(self, pad, value=0):
    """`pad` is (before, after) of the last dimension, then of the one before, and so on."""
    return _constant_pad(self, list(pad), value)
