"""Leaving the world of tensors: numbers, lists, numpy arrays, pickles."""

import warnings

import torch

from .grad_mode import mode
from .storage import Storage
from .tensor import Tensor
from .views import bump_version

NUMPY_REFUSED = (
    "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
)
SCALAR_WARNING = (
    "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\n"
    "Consider using tensor.detach() first."
)


def item(self):
    """The value of a tensor with one element, as a Python number."""
    # rule: leaves.item-and-tolist
    return self.raw.item()


def tolist(self):
    """The values as nested lists of Python numbers."""
    return self.raw.tolist()


def numpy(self, *, force=False):
    """A numpy array over the same memory; raises if the tensor requires grad, in grad mode."""
    # rule: numpy.needs-detach
    if self.requires_grad and mode.grad and not force:
        raise RuntimeError(NUMPY_REFUSED)
    # rule: numpy.shares-memory
    return self.raw.numpy()


def __array__(self, dtype=None, copy=None):
    array = numpy(self)
    return array if dtype is None else array.astype(dtype, copy=False)


def _number(kind):
    def convert(self):
        if self.requires_grad and kind is not bool:
            warnings.warn(SCALAR_WARNING, stacklevel=2)
        return kind(self.raw)

    return convert


def __format__(self, spec):
    if self.dim() == 0:
        return self.item().__format__(spec)
    return object.__format__(self, spec)


def _copy_of(self, memo, cls):
    raw = self.raw
    size = (self._storage.nbytes() // raw.element_size(),)
    flat = torch.as_strided(raw, size, (1,), 0).clone()
    copy = Tensor._new(Storage(flat), self._size, self._stride, self._offset, self._dtype)
    copy.__class__ = cls
    copy._requires_grad = self.requires_grad
    bump_version(copy)  # its memory was set, which counts as a write
    return copy


def __deepcopy__(self, memo):
    """A copy of memory and `.grad`; a non-leaf refuses."""
    # rule: leaves.deepcopy
    if not self.is_leaf:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy "
            "protocol at the moment.  If you were attempting to deepcopy a module, this may be "
            "because of a torch.nn.utils.weight_norm usage, see "
            "https://github.com/pytorch/pytorch/pull/103001"
        )
    if id(self) in memo:
        return memo[id(self)]
    copy = memo[id(self)] = _copy_of(self, memo, type(self))
    if self._grad is not None:
        copy._grad = __deepcopy__(self._grad, memo)
    return copy


def __copy__(self):
    """A tensor over the same memory; of a non-leaf, a leaf that requires grad."""
    # rule: leaves.copy-of-non-leaf
    copy = self._alias(None)
    copy.__class__ = type(self)
    copy._requires_grad = self.requires_grad
    bump_version(copy)  # its memory was set, which counts as a write
    return copy


Tensor.item, Tensor.tolist, Tensor.numpy, Tensor.__array__ = item, tolist, numpy, __array__
Tensor.__float__, Tensor.__int__ = _number(float), _number(int)
Tensor.__bool__, Tensor.__complex__ = _number(bool), _number(complex)
Tensor.__index__ = lambda self: self.raw.__index__()
Tensor.__format__, Tensor.__deepcopy__, Tensor.__copy__ = __format__, __deepcopy__, __copy__
