"""Joining tensors: `cat` and `stack`, what is made of them, and grids.

Each part of the gradient goes back to the tensor it came from.
"""

import torch

from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite, operator


@operator("cat", torch.cat, "tensors, dim=0", method=False)
class CatBackward0(Derivative):
    inputs = ("tensors",)

    def vjp_tensors(self, grad, s):
        first, parts = 0, []
        for place, (node, _) in enumerate(self.next_functions):
            length = s.lengths[place]
            parts.append(None if node is None else OPERATORS["narrow"](grad, s.dim, first, length))
            first += length
        return [
            p if p is None or not s.empty[i] else p.new_zeros((0,)) for i, p in enumerate(parts)
        ]

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        tensors, dim = values["tensors"], values["dim"]
        node.saved["lengths"] = [
            t._size[dim] if t.dim() and tuple(t._size) != (0,) else 0 for t in tensors
        ]
        node.saved["empty"] = [tuple(t._size) == (0,) for t in tensors]
        return node


@operator("stack", torch.stack, "tensors, dim=0", method=False)
class StackBackward0(Derivative):
    inputs = ("tensors",)

    def vjp_tensors(self, grad, s):
        return list(OPERATORS["unbind"](grad, s.dim))


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
