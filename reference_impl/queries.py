"""Questions about tensors, dtypes and devices whose answer is no tensor."""

import torch
from torch import (  # noqa: F401
    broadcast_shapes,
    can_cast,
    get_num_threads,
    get_rng_state,
    initial_seed,
    is_warn_always_enabled,
    promote_types,
    seed,
    set_num_threads,
    set_rng_state,
    set_warn_always,
)

from .tensor import Tensor


def is_tensor(obj):
    # rule: leaves.questions
    return isinstance(obj, Tensor)


def is_floating_point(input):
    return input.is_floating_point()


def is_complex(input):
    return input.is_complex()


def is_nonzero(input):
    return torch.is_nonzero(input.raw)


def is_inference(input):
    return input.is_inference()


def is_conj(input):
    return input.is_conj()


def is_neg(input):
    return input.is_neg()


def is_signed(input):
    return input.is_signed()


def is_same_size(input, other):
    return input.shape == other.shape


def numel(input):
    return input.numel()


def equal(input, other):
    """Whether sizes and values agree."""
    return input.equal(other)


def allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether all values agree within `atol + rtol * |other|`."""
    return input.allclose(other, rtol, atol, equal_nan)


def result_type(tensor1, tensor2):
    """The dtype that arithmetic on the two gives."""
    plain = [x.raw if isinstance(x, Tensor) else x for x in (tensor1, tensor2)]
    return torch.result_type(*plain)


# -- as methods --------------------------------------------------------------------------------


def _is_set_to(self, tensor):
    """Whether both look at the same memory with the same geometry."""
    same_place = self._storage == tensor._storage and self._offset == tensor._offset
    return same_place and self._size == tensor._size and self._stride == tensor._stride


def _share_memory_(self):
    """Moves nothing: what matters to autograd is the same in shared memory."""
    self._is_shared = True
    return self


def _delete_item(self, index):
    raise TypeError("Tensor does not support deleting items")


Tensor.is_same_size, Tensor.is_nonzero, Tensor.is_set_to = is_same_size, is_nonzero, _is_set_to
Tensor.is_cpu = property(lambda self: self.device.type == "cpu")
Tensor.get_device = lambda self: self.raw.get_device()
Tensor.is_pinned = lambda self: self.raw.is_pinned()


def dim_order(self):
    """The dimensions from the one whose elements lie furthest apart to the nearest.

    Sorted by exchanging, nearest first, as torch does it: where a dimension is expanded nothing can
    be said of it, and it stays.
    """
    order = list(reversed(range(self.dim())))
    if self.raw.is_contiguous():
        return tuple(reversed(order))
    for count in range(1, len(order)):
        place = count
        for other in range(count - 1, -1, -1):
            far = _is_further(self, order[other], order[place])
            if far is False:
                break
            if far:
                order[other], order[place] = order[place], order[other]
                place = other
    return tuple(reversed(order))


def _is_further(tensor, one, other):
    """Whether the elements along one dimension lie further apart; None: it cannot be said."""
    first, second = tensor._stride[one], tensor._stride[other]
    if not first or not second:
        return None
    if first != second:
        return first > second
    return tensor._size[one] > tensor._size[other] or None


Tensor.dim_order = dim_order
Tensor._is_shared = False
Tensor.is_shared = lambda self: self._is_shared or self.device.type == "cuda"
Tensor.share_memory_ = _share_memory_
Tensor.name = property(lambda self: None)
Tensor.new = lambda self, *args: Tensor(*args).to(self.dtype)
Tensor.__delitem__ = _delete_item
Tensor.__reversed__ = lambda self: self.flip(0) if self.dim() else self
