"""One block of memory, seen from torch and from numpy.

`torch.from_numpy` and `Tensor.numpy` are under test. They are asked here for what they refuse, what
they warn of and which dtype they choose; that the two sides share memory is made here, from the
address of its first element.
"""

import ctypes

import numpy
import torch

from .storage import as_strided


def tensor_over(array):
    """A torch tensor on the memory of a numpy array."""
    # rule: numpy.dtype-follows-the-array
    raw = torch.from_numpy(array)
    # rule: numpy.shares-memory
    strides = [step // array.itemsize for step in array.strides]
    block = _block_at(array.ctypes.data, _bytes_spanned(array.shape, array.strides, array.itemsize))
    if block is None:
        return raw
    block.owner = array
    return as_strided(torch.frombuffer(block, dtype=raw.dtype), array.shape, strides, 0)


def array_over(raw):
    """A numpy array on the memory of a torch tensor that lies in the memory of the CPU."""
    array = raw.numpy()
    # rule: numpy.shares-memory
    strides = [step * array.itemsize for step in raw.stride()]
    block = _block_at(raw.data_ptr(), _bytes_spanned(raw.shape, strides, array.itemsize))
    if block is None:
        return array
    block.owner = raw
    return numpy.ndarray(tuple(raw.shape), array.dtype, block, strides=strides)


def _bytes_spanned(shape, strides, itemsize):
    """From the first byte of the first element to the last byte of the last one."""
    if 0 in shape:
        return 0
    return itemsize + sum((size - 1) * step for size, step in zip(shape, strides, strict=True))


def _block_at(address, count):
    """The bytes from an address on, as something that offers its memory; None for no bytes.

    What it is set as `owner` of lives as long as whatever looks at these bytes.
    """
    return (ctypes.c_char * count).from_address(address) if count else None
