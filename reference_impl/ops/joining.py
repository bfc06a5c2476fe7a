"""Joining tensors: `cat` and `stack`, what is made of them, and grids.

Each part of the gradient goes back to the tensor it came from.
"""

import itertools

import torch

from .. import semantics
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite, operator
from .overloads import overload


@operator("cat", torch.cat, "tensors, dim=0", method=False)
class CatBackward0(Derivative):
    __slots__ = ("parts",)
    inputs = ("tensors",)

    def vjp_tensors(self, grad, s):
        first, parts = 0, []
        for length, is_empty, is_complex in self.parts:
            part = _as_kind(grad, is_complex)
            if is_empty:  # which has been left out, whatever the dimension
                parts.append(part.new_zeros((0,)))
            else:
                parts.append(OPERATORS["narrow"](part, s.dim, first, length))
            first += length
        return parts

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        dim = values["dim"]
        node.parts = []
        for tensor in values["tensors"]:
            is_empty = tuple(tensor._size) == (0,)
            fits = -tensor.dim() <= dim < tensor.dim()  # else the kernel refuses
            length = tensor._size[dim] if fits and not is_empty else 0
            node.parts.append((length, is_empty, tensor.is_complex()))
        return node


@operator("stack", torch.stack, "tensors, dim=0", method=False)
class StackBackward0(Derivative):
    __slots__ = ("complex",)
    inputs = ("tensors",)

    def vjp_tensors(self, grad, s):
        return [
            OPERATORS["select"](_as_kind(grad, is_complex), s.dim, place)
            for place, is_complex in enumerate(self.complex)
        ]

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.complex = [t.is_complex() for t in values["tensors"]]
        return node


def _as_kind(grad, is_complex):
    """The real part of what is the gradient of a real tensor among complex ones."""
    return grad if is_complex or not grad.is_complex() else OPERATORS["real"](grad)


def _cat(tensors, dim, out=None):
    return OPERATORS["cat"](tensors, dim, out=out)


@composite(method=False)
def concat(tensors, dim=0, *, out=None):
    """The same as `cat`."""
    return _cat(tensors, dim, out)


composite("concatenate", method=False)(concat)


def at_least(tensor, ndim):
    """The tensor with dimensions of size 1 added until it has `ndim`, where numpy adds them."""
    if not tensor.dim():
        return tensor.reshape((1,) * ndim)
    if ndim > 1 and tensor.dim() == 1:
        tensor = tensor.unsqueeze(0)
    if ndim > 2 and tensor.dim() == 2:
        tensor = tensor.unsqueeze(-1)
    return tensor


def _declare_at_least(ndim):
    def function(*tensors):
        if len(tensors) == 1 and isinstance(tensors[0], Tensor):
            return at_least(tensors[0], ndim)
        if len(tensors) == 1:
            tensors = tensors[0]
        return tuple(at_least(tensor, ndim) for tensor in tensors)

    function.__name__ = f"atleast_{ndim}d"
    composite(function.__name__, method=False)(function)


for _ndim in (1, 2, 3):
    _declare_at_least(_ndim)


@composite(method=False)
def hstack(tensors, *, out=None):
    """Side by side: along the first dimension of vectors, the second of everything else."""
    tensors = [at_least(tensor, 1) for tensor in tensors]
    return _cat(tensors, 0 if tensors[0].dim() == 1 else 1, out)


@composite(method=False)
def vstack(tensors, *, out=None):
    """One below the other."""
    return _cat([at_least(tensor, 2) for tensor in tensors], 0, out)


composite("row_stack", method=False)(vstack)


@composite(method=False)
def dstack(tensors, *, out=None):
    """One behind the other, along the third dimension."""
    return _cat([at_least(tensor, 3) for tensor in tensors], 2, out)


@composite(method=False)
def column_stack(tensors, *, out=None):
    """Side by side, vectors as columns."""
    columns = [t if t.dim() > 1 else t.reshape((t.numel(), 1)) for t in tensors]
    return _cat(columns, 1, out)


@composite(method=False)
def meshgrid(*tensors, indexing=None):
    """One grid for each vector: all combinations of their elements."""
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        tensors = tensors[0]
    given = {} if indexing is None else {"indexing": indexing}
    shape = torch.meshgrid(*[t.raw for t in tensors], **given)[0].shape  # warns, refuses
    swapped = indexing == "xy" and len(tensors) >= 2
    grids = []
    for place, tensor in enumerate(tensors):
        along = 1 - place if swapped and place < 2 else place
        spread = [1] * len(tensors)
        spread[along] = -1
        grids.append(tensor.view(spread).expand(shape))
    return tuple(grids)


class BlockDiagBackward0(Derivative):
    """Each matrix gets the gradient of its block."""

    __slots__ = ("parts",)
    inputs = ("tensors",)

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.parts = [(tuple(t._size), t.is_complex()) for t in values["tensors"]]
        return node

    def vjp_tensors(self, grad, s):
        row, column, parts = 0, 0, []
        for shape, is_complex in self.parts:
            rows, columns = ([1, 1] + list(shape))[-2:]
            block = grad.narrow(0, row, rows).narrow(1, column, columns)
            for _ in range(2 - len(shape)):  # the row that a vector was given is left to the engine
                block = block.squeeze(-1)
            parts.append(_as_kind(block, is_complex))
            row, column = row + rows, column + columns
        return parts


_block_diag = overload(
    "block_diag",
    "default",
    lambda tensors: torch.block_diag(*tensors),
    "tensors",
    BlockDiagBackward0,
)


@composite(method=False)
def block_diag(*tensors):
    """The matrix with these matrices along its diagonal."""
    return _block_diag(list(tensors))


@composite(method=False)
def cartesian_prod(*tensors):
    """All combinations of one element from each, as rows."""
    if len(tensors) == 1:
        return tensors[0]
    for tensor in tensors:
        _needs_vector(tensor)
    grids = meshgrid(*tensors, indexing="ij")
    return OPERATORS["stack"]([grid.flatten() for grid in grids], 1)


def _needs_vector(tensor):
    if tensor.dim() != 1:
        raise RuntimeError(f"Expect a 1D vector, but got shape {list(tensor.shape)}")


@composite(method=False)
def combinations(input, r=2, with_replacement=False):
    """All choices of `r` elements, as rows."""
    _needs_vector(input)
    if r == 0:
        return input.new_empty((0,))
    places = torch.meshgrid(*[torch.arange(input.numel())] * r, indexing="ij")
    mask = torch.ones_like(places[0], dtype=torch.bool)
    for before, after in itertools.pairwise(places):
        mask &= before <= after if with_replacement else before < after
    mask = mask.to(input.device)
    if semantics.current().combinations_are_indexed:
        return input[Tensor._wrap(mask.nonzero().contiguous())]
    chosen = Tensor._wrap(mask)
    grids = meshgrid(*[input] * r, indexing="ij")
    return OPERATORS["stack"]([grid.masked_select(chosen) for grid in grids], 1)
