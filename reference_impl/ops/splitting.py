"""Cutting a tensor into pieces: `hsplit` and its like, and `unsafe_split`.

The pieces of `hsplit` are views, each with a node of its own, so that they may be written to. Those
of `unsafe_split` look at the same memory, but autograd does not know: they are no views, each has a
version counter of its own, and a write to one of them is not seen by the others.
"""

import torch

from ..geometry import wrap_dim
from ..storage import arithmetic
from .declare import OPERATORS, composite
from .overloads import overload
from .pieces import SplitBackward0


def _along(name, dim_of):
    """`torch.<name>`: `tensor_split` along the dimension that `dim_of` gives."""

    def split(self, indices_or_sections):
        arithmetic(getattr(torch, name), self.raw, indices_or_sections)  # refuses
        return OPERATORS["tensor_split"](self, indices_or_sections, dim_of(self))

    split.__name__ = name
    composite(name)(split)


_along("hsplit", lambda x: 0 if x.dim() == 1 else 1)
_along("vsplit", lambda x: 0)
_along("dsplit", lambda x: 2)


# -- pieces that autograd takes for copies -----------------------------------------------------


class UnsafeSplitBackward0(SplitBackward0):
    """Each piece's gradient goes to where the piece was."""

    inputs = ("self",)
    output_count = None


class UnsafeSplitWithSizesBackward0(UnsafeSplitBackward0):
    __slots__ = ()


_unsafe_split = overload(
    "unsafe_split", "Tensor", torch.unsafe_split, "self, split_size, dim=0", UnsafeSplitBackward0
)
_unsafe_split_with_sizes = overload(
    "unsafe_split_with_sizes",
    "default",
    torch.unsafe_split_with_sizes,
    "self, split_sizes, dim=0",
    UnsafeSplitWithSizesBackward0,
)


@composite()
def unsafe_split(self, split_size, dim=0):
    """Pieces of this size along a dimension; the last may be smaller."""
    # rule: views.unsafe-split-not-tracked
    return _of_inference(self, _unsafe_split(self, split_size, dim))


@composite()
def unsafe_split_with_sizes(self, split_sizes, dim=0):
    """Pieces of these sizes along a dimension."""
    return _of_inference(self, _unsafe_split_with_sizes(self, split_sizes, dim))


def _of_inference(tensor, pieces):
    """Pieces of an inference tensor are inference tensors, in any mode."""
    for piece in pieces if tensor._inference else ():
        piece._inference, piece._versioned = True, False
    return pieces


@composite()
def unsafe_chunk(self, chunks, dim=0):
    """As many pieces of equal size; the last may be smaller, and some may be missing."""
    arithmetic(torch.unsafe_chunk, self.raw, chunks, dim)  # refuses
    count = self.size(wrap_dim(dim, self.dim()))
    size = -(-count // chunks)
    if not size:
        return unsafe_split_with_sizes(self, [0] * chunks, dim)
    return unsafe_split(self, size, dim)
