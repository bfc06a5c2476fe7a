"""Changing what memory a tensor looks at: `resize_`, `set_`, `as_strided_`.

They change geometry in place. That counts as a write, though the memory stays as it is.
"""

import torch

from .. import semantics
from ..geometry import row_major
from ..grad_mode import mode
from ..messages import CPP_NAMES, scalar_type_name
from ..recording import any_normal, is_recorded
from ..storage import Storage, TypedStorage, arithmetic
from ..tensor import Tensor
from ..views import AsStridedBackward0, bump_version, check_in_place, rebase_history
from .argument_errors import with_torch_errors
from .declare import FUNCTIONS, OPERATORS
from .not_implemented import not_implemented
from .views import sizes_of

# -- another size --------------------------------------------------------------------------------

RESIZE_REFUSED = "cannot resize variables that require grad"


def refuse_resizing(tensor, *others):
    """Raises where autograd is at work and follows this tensor."""
    if tensor.requires_grad and not mode.inference and any_normal((tensor, *others)):
        raise RuntimeError(RESIZE_REFUSED)


def resize_(self, *size, memory_format=None):
    """Gives the tensor another size; memory grows where needed, new elements are arbitrary."""
    # rule: versions.resize-refused
    refuse_resizing(self)
    # A window of its own: resizing must not reach the tensors that alias this one.
    raw = self._storage.look(self._dtype, self._size, self._stride, self._offset)
    arithmetic(raw.resize_, sizes_of(size), memory_format=memory_format)
    changes = raw.shape != self._size
    self._set_geometry(raw.shape, raw.stride(), raw.storage_offset())
    if changes and semantics.current().resize_bumps:
        # rule: versions.resize-bumps-if-it-changes
        bump_version(self)
    return self


def resize_as_(self, the_template, *, memory_format=None):
    """Gives the tensor the size of another."""
    refuse_resizing(self, the_template)
    return resize_(self, tuple(the_template._size), memory_format=memory_format)


# -- other memory --------------------------------------------------------------------------------


def set_(self, source=None, storage_offset=0, size=None, stride=None):
    """Looks at the memory of another tensor or storage from now on. Not seen by autograd."""
    if isinstance(source, Tensor):
        _check_same_dtype(self, source)  # before anything else is
    # rule: versions.set-bumps
    recorded = (self, source) if isinstance(source, Tensor) else (self,)
    check_in_place(self, any(t.requires_grad for t in recorded))
    node = not_implemented("set_", *recorded)
    storage, geometry = _memory_to_look_at(self, source, storage_offset, size, stride)
    self._storage = storage
    self._set_geometry(*geometry)
    if not mode.inference:
        self._accumulator = None  # of a leaf: what is recorded from now on ends in a new node
    bump_version(self)
    if node is not None:
        rebase_history(self, node)
    return self


def _check_same_dtype(tensor, source):
    if source._dtype != tensor._dtype:
        ours, theirs = CPP_NAMES[tensor._dtype], CPP_NAMES[source._dtype]
        raise RuntimeError(f"Could not set tensor of type {theirs} to a tensor of type {ours}")


def _memory_to_look_at(tensor, source, offset, size, stride):
    """The storage that `set_` was given, and where in it: size, stride and offset."""
    if source is None:
        return tensor.new_empty((0,))._storage, ((0,), (1,), 0)
    if isinstance(source, Tensor):
        if size is None:
            return source._storage, (source._size, source._stride, source._offset)
        stride = row_major(size) if stride is None else stride
        arithmetic(source.raw.as_strided, size, stride, offset)  # refuses what does not fit
        return source._storage, (size, stride, offset)
    if isinstance(source, TypedStorage):
        if source.dtype != tensor._dtype:
            raise RuntimeError(
                f"Expected a Storage of type {CPP_NAMES[tensor._dtype]} or an UntypedStorage, but "
                f"got type {scalar_type_name(source.dtype)} for argument 1 'storage'"
            )
        source = source._untyped
    if not isinstance(source, Storage):
        raise TypeError("set_(): a tensor or a storage is expected")
    size = (source.nbytes() // tensor.element_size(),) if size is None else tuple(size)
    stride = row_major(size) if stride is None else tuple(stride)
    source.make_room(tensor._dtype, size, stride, offset)
    return source, (size, stride, offset)


def as_strided_(self, size, stride, storage_offset=None):
    """Gives the tensor another window into its memory."""
    check_in_place(self, self.requires_grad and not self._inference)
    offset = self._offset if storage_offset is None else storage_offset
    arithmetic(torch.as_strided, self.raw, size, stride, offset)  # refuses what does not fit
    node = None
    if is_recorded(self):
        node = AsStridedBackward1.window(self, size, stride, storage_offset)
    self._set_geometry(size, stride, offset)
    bump_version(self)
    if node is not None:
        self.set_history(node)
    return self


class AsStridedBackward1(AsStridedBackward0):
    """torch numbers the node of the in-place form on."""

    __slots__ = ()


for _method in (resize_, resize_as_, set_, as_strided_):
    OPERATORS[_method.__name__] = _method
    setattr(Tensor, _method.__name__, with_torch_errors(torch.Tensor, _method.__name__, _method))
for _function in (resize_as_, as_strided_):
    FUNCTIONS[_function.__name__] = with_torch_errors(torch, _function.__name__, _function)
