"""`allow_mutation_on_saved_tensors`: what was saved is copied before it is written to.

Within the context every saved tensor is packed as a handle. The write that would change it first
puts a copy of it beside the handle, which unpacking then prefers.

A tensor is known by its place in memory and its version. So a write through a view that starts
elsewhere in that memory is not noticed, as in torch.

Source: https://pytorch.org/docs/stable/autograd.html#torch.autograd.graph.allow_mutation_on_saved_tensors
"""

import contextlib
import weakref

from .grad_mode import no_grad
from .saved_tensor_hooks import saved_tensors_hooks


class _Handle:
    """Stands for a saved tensor in the graph, and lives as long as the graph needs it."""


class _AllowMutationOnSavedContext:
    """What is saved within one context: handle -> the tensor, or its copy."""

    active = None  # the context that is entered

    def __init__(self):
        self.cloned = weakref.WeakKeyDictionary()
        self.original = weakref.WeakKeyDictionary()
        self.tid_to_weakhandle = weakref.WeakValueDictionary()  # by identity, place and version
        self.sid_to_tid = {}  # those that are the same place and version

    def clear(self):
        for table in (self.cloned, self.original, self.tid_to_weakhandle, self.sid_to_tid):
            table.clear()

    def pack(self, tensor):
        place = _place(tensor)
        key = (id(tensor), *place)
        self.sid_to_tid.setdefault(place, set()).add(key)
        handle = self.tid_to_weakhandle.get(key)
        if handle is None:
            handle = self.tid_to_weakhandle[key] = _Handle()
            self.original[handle] = tensor
        return handle

    def unpack(self, handle):
        if _AllowMutationOnSavedContext.active is None:
            raise AssertionError(OUTSIDE)
        if handle in self.cloned:
            return self.cloned[handle]
        if handle not in self.original:
            raise AssertionError(OUTSIDE)
        return self.original[handle]

    def before_write(self, tensor):
        """Copies what was saved of this place, and is still needed."""
        for key in self.sid_to_tid.get(_place(tensor), ()):
            handle = self.tid_to_weakhandle.get(key)
            if handle is not None and handle not in self.cloned:
                with no_grad():
                    self.cloned[handle] = self.original.pop(handle).clone()


def _place(tensor):
    return (tensor.data_ptr(), tensor._version)


def before_write(tensor):
    """To be called before each write to a tensor's memory."""
    if _AllowMutationOnSavedContext.active is not None:
        _AllowMutationOnSavedContext.active.before_write(tensor)


@contextlib.contextmanager
def allow_mutation_on_saved_tensors():
    """Context manager: tensors that were saved in it may be written to. Not to be nested."""
    # rule: modes.mutation-of-saved-tensors
    context = _AllowMutationOnSavedContext()
    with saved_tensors_hooks(context.pack, context.unpack):
        try:
            if _AllowMutationOnSavedContext.active is not None:
                raise RuntimeError("allow_mutation_on_saved_tensors contexts cannot be nested")
            _AllowMutationOnSavedContext.active = context
            yield context
        finally:
            context.clear()
            _AllowMutationOnSavedContext.active = None


OUTSIDE = (
    "Trying to backward outside of the 'allow_mutation_on_saved_tensors' contextin which the graph "
    "was originally recorded."
)
