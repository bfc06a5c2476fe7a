"""Changing what memory a tensor looks at: `resize_`, `set_`.

Both change geometry in place. They count as writes, and are not differentiable.
"""

from ..graph import Node
from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version, check_in_place, rebase_history
from .declare import OPERATORS, edge_of
from .views import sizes_of


class NotImplementedNode(Node):
    """The node of an operation that has no derivative: it raises when it is differentiated."""

    __slots__ = ("operation",)

    def name(self):
        return "torch::autograd::NotImplemented"

    def apply(self, grads):
        raise RuntimeError(f"derivative for aten::{self.operation} is not implemented")


def not_implemented(operation, *tensors):
    """A node for an operation without derivative on these tensors; None if none is recorded."""
    if not is_recorded(*tensors):
        return None
    node = NotImplementedNode([edge_of(t) for t in tensors])
    node.operation = operation
    return node


def resize_(self, *size, memory_format=None):
    """Gives the tensor another size; memory grows where needed, new elements are arbitrary."""
    if self.requires_grad:
        raise RuntimeError("cannot resize variables that require grad")
    # A window of its own: resizing must not reach the tensors that alias this one.
    raw = self._storage.look(self._dtype, self._size, self._stride, self._offset)
    arithmetic(raw.resize_, sizes_of(size))
    self._set_geometry(raw.shape, raw.stride(), raw.storage_offset())
    bump_version(self)
    return self


def resize_as_(self, the_template, *, memory_format=None):
    """Gives the tensor the size of another."""
    if self.requires_grad:
        raise RuntimeError("cannot resize variables that require grad")
    return resize_(self, tuple(the_template._size))


def set_(self, source=None, storage_offset=0, size=None, stride=None):
    """Looks at the memory of another tensor or storage from now on. Not seen by autograd."""
    recorded = (self, source) if isinstance(source, Tensor) else (self,)
    check_in_place(self, any(t.requires_grad for t in recorded))
    node = not_implemented("set_", *recorded)
    if isinstance(source, Tensor):
        self._storage, geometry = source._storage, (source._size, source._stride, source._offset)
    elif source is None:
        fresh = self.new_empty((0,))
        self._storage, geometry = fresh._storage, ((0,), (1,), 0)
    else:
        from ..geometry import row_major

        size = (source.size(),) if size is None else tuple(size)
        self._storage = source
        geometry = (size, row_major(size) if stride is None else stride, storage_offset)
    self._set_geometry(*geometry)
    bump_version(self)
    if node is not None:
        rebase_history(self, node)
    return self


for _method in (resize_, resize_as_, set_):
    OPERATORS[_method.__name__] = _method
    setattr(Tensor, _method.__name__, _method)
