"""DLPack: handing memory to another library and taking it from one, without a copy.

What comes in has a version counter of its own, so that autograd does not notice writes through it.

Source: https://pytorch.org/docs/stable/dlpack.html
"""

import numpy
import torch

from .. import hazards, semantics
from ..ops.argument_errors import with_torch_errors
from ..storage import arithmetic
from ..tensor import Tensor

REQUIRES_GRAD = "Can't export tensors that require gradient, use tensor.detach()"
BACKWARDS = "Storage size calculation overflowed with sizes={} and strides={}"
CONJUGATED = "Can't export tensors with the conjugate bit set"


def __dlpack__(self, **kwargs):
    """A capsule with this memory, for one reader; refused for a tensor that requires grad."""
    # rule: numpy.dlpack-needs-detach
    error = BufferError if semantics.current().dlpack_raises_buffer_error else RuntimeError
    if self.requires_grad:
        raise error(REQUIRES_GRAD)
    if self.is_conj():
        raise error(CONJUGATED)
    return arithmetic(self.raw.__dlpack__, **kwargs)


def __dlpack_device__(self):
    return self.raw.__dlpack_device__()


def to_dlpack(tensor):
    """The capsule, as the older of the two interfaces makes it: that one does not ask for grad."""
    return torch.utils.dlpack.to_dlpack(tensor.raw)


def from_dlpack(ext_tensor, **kwargs):
    """A tensor over the memory of another library's, or of a capsule."""
    if isinstance(ext_tensor, numpy.ndarray) and not kwargs.get("copy"):
        _refuse_reversed(ext_tensor)
    # rule: numpy.dlpack-fresh-counter
    return Tensor._wrap(torch.from_dlpack(ext_tensor, **kwargs))


def _refuse_reversed(array):
    """No tensor runs backwards through its memory."""
    strides = [step // array.itemsize for step in array.strides]
    steps = zip(array.shape, strides, strict=True)
    if array.size and any(size > 1 and step < 0 for size, step in steps):
        hazards.taking_backwards()
        raise RuntimeError(BACKWARDS.format(list(array.shape), strides))


Tensor.__dlpack__ = with_torch_errors(torch.Tensor, "__dlpack__", __dlpack__)
Tensor.__dlpack_device__ = __dlpack_device__
