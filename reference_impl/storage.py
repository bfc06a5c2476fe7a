"""Memory: the block of bytes that tensors look at, and the one gate to torch's arithmetic.

A tensor is geometry (sizes, strides, offset) over a `Storage`. Views, `detach()` and `.data` give
new tensors over the *same* storage, which is why a write through one is seen through all.

torch is used here as memory and as an arithmetic unit, nothing else. `arithmetic` runs a kernel
*below* torch's autograd: no graph, no version counter and no view tracking of the torch under test
takes part, so a faulty build cannot reach the reference through what it is tested for.
"""

import itertools
import math
import warnings

import torch

from . import semantics


class _HeldGuard:
    """A guard of torch's that acts as long as it exists, as a context manager."""

    def __enter__(self):
        self._guard = torch._C._AutoDispatchBelowAutograd()

    def __exit__(self, *exception):
        del self._guard


below_autograd = torch._C._AutoDispatchBelowAutograd
if not hasattr(below_autograd, "__enter__"):  # before torch 2.1
    below_autograd = _HeldGuard
# As torch defines it, whatever has been put in the place of `torch.as_strided` since.
as_strided = torch._C._VariableFunctions.as_strided


def arithmetic(kernel, *args, **kwargs):
    """`kernel(*args, **kwargs)` on plain torch tensors, out of reach of torch's autograd."""
    with below_autograd():
        return kernel(*args, **kwargs)


serials = itertools.count()  # in which order storages were made


class Storage:
    """A block of memory. `memory` is any torch tensor that lies in it; only its block matters."""

    __slots__ = ("memory", "serial")
    __module__, __qualname__ = "torch.storage", "UntypedStorage"

    def __init__(self, memory):
        self.memory = memory
        self.serial = next(serials)

    def look(self, dtype, size, stride, offset):
        """The torch tensor with this geometry over the block (strides and offset in elements)."""
        memory = self.memory
        if memory.dtype != dtype:
            memory = arithmetic(_flat(memory).view, dtype)
        return arithmetic(as_strided, memory, size, stride, offset)

    def data_ptr(self):
        """Address of the first byte; 0 for an empty block."""
        return _block(self.memory).data_ptr()

    def nbytes(self):
        """Size of the block in bytes."""
        return _nbytes(_block(self.memory))

    size = __len__ = nbytes

    def element_size(self):
        return 1

    def __getitem__(self, index):
        return _bytes(self.memory)[index].item()

    def __setitem__(self, index, value):
        _bytes(self.memory)[index] = value

    def __iter__(self):
        return iter(self.tolist())

    def __repr__(self):
        values = "".join(f" {value}\n" for value in self.tolist())
        return f"{values}[torch.storage.UntypedStorage(device={self.device}) of size {len(self)}]"

    def tolist(self):
        return _bytes(self.memory).tolist()

    def cpu(self):
        return self

    def is_shared(self):
        """Whether other processes see this memory: never here."""
        return False

    def resizable(self):
        return True

    def fill_(self, value):
        """Overwrites every byte. No version counter notices."""
        # rule: data.storage-write-unnoticed
        arithmetic(_bytes(self.memory).fill_, value)
        return self

    def copy_(self, source, non_blocking=None):
        """Overwrites the bytes with those of another storage. No version counter notices."""
        arithmetic(_bytes(self.memory).copy_, _bytes(source.memory))
        return self

    def clone(self):
        return Storage(arithmetic(_bytes(self.memory).clone))

    def resize_(self, nbytes):
        """Grows or shrinks the block in place; every tensor over it sees the new block."""
        _block(self.memory).resize_(nbytes)
        return self

    def make_room(self, dtype, size, stride, offset):
        """Grows the block where this window would not fit into it."""
        last = offset + sum((n - 1) * step for n, step in zip(size, stride, strict=True))
        needed = (last + 1) * itemsize(dtype)
        if math.prod(size) and needed > self.nbytes():
            self.resize_(needed)

    @property
    def device(self):
        return self.memory.device

    def __eq__(self, other):
        return isinstance(other, Storage) and self.data_ptr() == other.data_ptr()

    __hash__ = object.__hash__


TYPED_STORAGE_DEPRECATED = (
    "TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the "
    "only storage class. This should only matter to you if you are using storages directly.  To "
    "access UntypedStorage directly, use tensor.untyped_storage() instead of tensor.storage()"
)
_warned = []
_always_warn = False


def _set_always_warn_typed_storage_removal(always_warn):
    """Whether each use of a typed storage warns. torch keeps this one apart, under this name."""
    global _always_warn
    _always_warn = always_warn


def warn_of_typed_storage():
    """Warns once in a process, or every time where that is set."""
    if not semantics.current().typed_storages_are_deprecated:
        return
    if not _warned or _always_warn:
        _warned.append(True)
        warnings.warn(TYPED_STORAGE_DEPRECATED, UserWarning, stacklevel=3)


class TypedStorage:
    """A storage and the dtype its bytes are read as. Deprecated: each use warns."""

    __module__ = "torch.storage"

    def __init__(self, storage, dtype):
        self._untyped, self.dtype = storage, dtype

    def untyped(self):
        warn_of_typed_storage()
        return self._untyped

    def __getattr__(self, name):
        found = getattr(self._untyped, name)
        if not callable(found):
            warn_of_typed_storage()
            return found

        def method(*arguments):
            warn_of_typed_storage()
            return found(*arguments)

        return method

    def __len__(self):
        warn_of_typed_storage()
        return len(self._elements())

    size = __len__

    def element_size(self):
        warn_of_typed_storage()
        return itemsize(self.dtype)

    def _elements(self):
        count = self._untyped.nbytes() // itemsize(self.dtype)
        return self._untyped.look(self.dtype, (count,), (1,), 0)

    def fill_(self, value):
        """Overwrites every element. No version counter notices."""
        warn_of_typed_storage()
        arithmetic(self._elements().fill_, value)
        return self

    def __repr__(self):
        warn_of_typed_storage()
        values = "".join(f" {value}\n" for value in self._elements().tolist())
        described = f"dtype={self.dtype}, device={self._untyped.device}"
        return f"{values}[torch.storage.TypedStorage({described}) of size {len(self)}]"

    def __setitem__(self, index, value):
        warn_of_typed_storage()
        self._elements()[index] = value

    def __getitem__(self, index):
        warn_of_typed_storage()
        if isinstance(index, slice):
            raise RuntimeError("slices are only supported in UntypedStorage.__getitem__")
        return self._elements()[index].item()

    def __iter__(self):
        warn_of_typed_storage()
        return iter(self._elements().tolist())

    def tolist(self):
        warn_of_typed_storage()
        return self._elements().tolist()


def _block_before_2_0(memory):
    return memory.storage()._storage


# torch's own handle of the block.
_block = getattr(torch.Tensor, "untyped_storage", _block_before_2_0)


def _nbytes(block):
    return block.nbytes()


def may_share(device, other):
    """Whether a tensor of one device can become one of the other: not where there is no memory."""
    return (device.type == "meta") == (other.type == "meta")


def itemsize(dtype):
    """Bytes of an element (`dtype.itemsize` came with torch 2.1)."""
    return torch.empty(0, dtype=dtype).element_size()


def _bytes(memory):
    """The block, byte by byte."""
    return arithmetic(_flat(memory).view, torch.uint8)


def _flat(memory):
    """All elements of the block, in one dimension."""
    count = _nbytes(_block(memory)) // memory.element_size()
    return arithmetic(as_strided, memory, (count,), (1,), 0)
