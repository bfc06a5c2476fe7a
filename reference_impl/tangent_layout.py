"""How a tangent lies in memory: as its tensor does, so that each view of the one has its
counterpart in the memory of the other.

Source: torch/csrc/autograd/autograd_meta.cpp
"""

import torch

from .storage import arithmetic
from .tensor import Tensor


def laid_out_as(tangent, tensor):
    """The tangent itself where it lies as the tensor does, and otherwise a copy that does."""
    if _lies_as(tangent, tensor):
        return tangent
    memory = arithmetic(
        torch.zeros, _elements_of_memory(tensor), dtype=tangent._dtype, device=tangent.device
    )
    copy = Tensor._wrap(memory)
    copy._set_geometry(tensor._size, tensor._stride, tensor._offset)
    copy._read_as(tensor)
    return copy.copy_(tangent)


def _lies_as(tangent, tensor):
    if (tangent.is_conj(), tangent.is_neg()) != (tensor.is_conj(), tensor.is_neg()):
        return False
    if not tensor.numel():
        return True
    steps = zip(tensor._size, tensor._stride, tangent._stride, strict=True)
    return (
        tensor._offset == tangent._offset
        and all(mine == other for size, mine, other in steps if size != 1)
        and _elements_of_memory(tangent) == _elements_of_memory(tensor)
    )


def _elements_of_memory(tensor):
    return tensor._storage.nbytes() // tensor.element_size()
