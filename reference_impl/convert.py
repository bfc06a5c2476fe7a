"""Leaving the world of tensors: numbers, lists, numpy arrays."""

import warnings

from . import semantics
from .batches import refuse_branch, refuse_memory, refuse_number
from .factories import FACTORIES
from .grad_mode import mode
from .numpy_memory import array_over
from .tensor import Tensor

NUMPY_REFUSED = (
    "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
)
NOT_ON_THE_CPU = (
    "can't convert {} device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host "
    "memory first."
)
SCALAR_WARNING = (
    "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\n"
    "Consider using tensor.detach() first."
)


def item(self):
    """The value of a tensor with one element, as a Python number."""
    refuse_number(self)
    # rule: leaves.item-and-tolist
    return self.raw.item()


def tolist(self):
    """The values as nested lists of Python numbers."""
    refuse_memory(self)
    if self.device.type != "cpu":
        return self.to("cpu").raw.tolist()  # an operation as any other, and it asks for the history
    raw = self.raw
    if raw.is_conj() or raw.is_neg():
        raw = self.resolve_conj().resolve_neg().raw  # an operation, too
    return raw.tolist()


def numpy(self, *, force=False):
    """A numpy array over the same memory; raises if the tensor requires grad, in grad mode."""
    refuse_memory(self)
    # rule: numpy.cpu-only
    if self.device.type != "cpu" and not force:
        raise TypeError(NOT_ON_THE_CPU.format(self.device))
    # rule: numpy.needs-detach
    if self.requires_grad and mode.grad and not force:
        raise RuntimeError(NUMPY_REFUSED)
    if force:
        return self.resolve_conj().resolve_neg().raw.cpu().numpy()
    # rule: numpy.writes-are-not-counted
    return array_over(self.raw)


def __array__(self, dtype=None):
    # Without the `copy` that numpy 2 asks for: numpy warns of that, as it does of torch.
    array = numpy(self)
    return array if dtype is None else array.astype(dtype, copy=False)


def __array_wrap__(self, array):
    """What numpy's functions of a tensor return: a tensor."""
    return FACTORIES["from_numpy"](array)


def _number(kind):
    def convert(self):
        (refuse_branch if kind is bool else refuse_number)(self)
        warns = semantics.current().float_of_a_recorded_tensor_warns
        if warns and mode.grad and self.requires_grad and kind in (float, complex):
            warnings.warn(SCALAR_WARNING, stacklevel=2)
        return kind(self.raw)

    return convert


def __format__(self, spec):
    if self.dim() == 0 and type(self) is Tensor:
        return self.item().__format__(spec)
    return object.__format__(self, spec)


Tensor.item, Tensor.tolist, Tensor.numpy, Tensor.__array__ = item, tolist, numpy, __array__
Tensor.__float__, Tensor.__int__ = _number(float), _number(int)
Tensor.__bool__, Tensor.__complex__ = _number(bool), _number(complex)
Tensor.__index__ = lambda self: self.raw.__index__()
Tensor.__format__, Tensor.__array_wrap__ = __format__, __array_wrap__
