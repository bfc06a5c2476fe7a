"""`copy.copy`, `copy.deepcopy` and `pickle` of tensors.

None of them knows about the graph: what comes out is a leaf. A deep copy of a non-leaf is refused,
since it could not be a non-leaf; a shallow copy or a pickle of one is a leaf that requires grad.
"""

import copy
import copyreg
import warnings
from collections import OrderedDict

import torch

from . import semantics
from .storage import Storage, arithmetic
from .tensor import Tensor, parts_of
from .views import bump_version

NOT_A_LEAF = (
    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at "
    "the moment"
)
WEIGHT_NORM = (
    ".  If you were attempting to deepcopy a module, this may be because of a "
    "torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001"
)


def rebuild_tensor(storage, offset, size, stride, dtype, requires_grad, hooks):
    """A leaf over that memory."""
    tensor = Tensor._new(storage, size, stride, offset, dtype)
    tensor._requires_grad = requires_grad
    tensor._hooks = hooks
    if not tensor._inference and tensor.device.type != "meta":
        bump_version(tensor)  # its memory was set, which counts as a write
    return tensor


def rebuild_as(cls, parts, attributes):
    tensor = rebuild_tensor(*parts)
    tensor.__class__ = cls or Tensor
    parts_of(tensor).update(attributes)
    return tensor


# -- deepcopy ----------------------------------------------------------------------------------


def __deepcopy__(self, memo):
    """A copy of memory, flag and `.grad`; a non-leaf refuses."""
    # rule: leaves.deepcopy
    if not self.is_leaf:
        why = WEIGHT_NORM if semantics.current().texts_of_2_4 else ""
        raise RuntimeError(NOT_A_LEAF + why)
    if id(self) in memo:
        return memo[id(self)]
    if self.is_conj() or self.is_neg():
        made = memo[id(self)] = self.detach().clone().requires_grad_(self.requires_grad)
        return made
    storage = _copied_once(self._storage, memo)
    parts = (self._offset, self._size, self._stride, self._dtype, self.requires_grad, None)
    made = memo[id(self)] = rebuild_as(type(self), (storage, *parts), {})
    if self._grad is not None:
        made.grad = copy.deepcopy(self._grad, memo)  # refused if the copy's grad_dtype is another
    parts_of(made).update(copy.deepcopy(vars(self), memo))
    return made


def _copied_once(storage, memo):
    """The copy of a storage: one for all the tensors that share it."""
    key = ("storage", storage.data_ptr())
    if key not in memo:
        memo[key] = _with_memory(_flat(storage.memory))
    return memo[key]


def _flat(memory):
    """All elements of the block a tensor lies in."""
    count = Storage(memory).nbytes() // memory.element_size()
    return arithmetic(torch.as_strided, memory, (count,), (1,), 0)


def _with_memory(flat):
    return Storage(arithmetic(flat.clone))


# -- copy and pickle ---------------------------------------------------------------------------


def __reduce_ex__(self, protocol):
    """For `copy.copy`: the same memory. For `pickle`: its bytes, for each tensor anew."""
    # rule: leaves.copy-of-non-leaf
    return reduced_over(self, Storage(self._storage.memory))


def reduced_over(self, memory):
    """How to make the tensor again over a copy of `memory`."""
    _warn_of_hooks(self)
    flag = self.requires_grad
    hooks = None if self.is_meta else OrderedDict()
    parts = (memory, self._offset, self._size, self._stride, self._dtype, flag, hooks)
    attributes = vars(self)
    if self.is_conj() or self.is_neg():
        attributes.update(_conjugated=self.is_conj(), _negated=self.is_neg())
    cls = None if type(self) is Tensor else type(self)
    return rebuild_as, (cls, parts, attributes)


def _warn_of_hooks(tensor):
    for hook in (tensor._hooks or {}).values():
        if not hasattr(hook, "__torch_unserializable__"):
            warnings.warn(
                f"backward hook {hook!r} on tensor will not be serialized.  If this is expected, "
                "you can decorate the function with @torch.utils.hooks.unserializable_hook to "
                "suppress this warning",
                stacklevel=4,
            )


def unserializable_hook(hook):
    """Decorator for a hook whose loss in a copy or pickle is no reason for a warning."""
    hook.__torch_unserializable__ = True
    return hook


def _reduce_storage(storage):
    array = _flat(storage.memory)
    if array.is_meta:
        return _storage_without_bytes, (array.numel(), array.dtype)
    return _storage_of_bytes, (
        bytes(array.view(torch.uint8).tolist()),
        array.dtype,
        array.device,
    )


def _storage_without_bytes(count, dtype):
    return Storage(torch.empty(count, dtype=dtype, device="meta"))


def _storage_of_bytes(content, dtype, device):
    flat = torch.tensor(list(content), dtype=torch.uint8, device="cpu")
    return Storage(flat.view(dtype).to(device))


copyreg.pickle(Storage, _reduce_storage)
Tensor.__deepcopy__, Tensor.__reduce_ex__ = __deepcopy__, __reduce_ex__
