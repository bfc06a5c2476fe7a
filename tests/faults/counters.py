"""How a fault reaches into in-place writes: the methods, operators and functions that make them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

# In-place by name, but what they change is the tensor's geometry or graph and not its values.
_NO_WRITES = """
    apply_ as_strided_ detach_ map_ map2_ rename_ requires_grad_ resize_ resize_as_
    resize_as_sparse_ set_ share_memory_ sparse_resize_ sparse_resize_and_clear_ squeeze_ swapaxes_
    swapdims_ t_ transpose_ unsqueeze_
"""
OPERATORS = ("__iadd__", "__isub__", "__imul__", "__itruediv__", "__ipow__")


def in_place_methods(torch: ModuleType) -> list[str]:
    """The names of the methods of a tensor that write to it, operators and `x[i] = y` included."""
    methods = [
        name
        for name in dir(torch.Tensor)
        if name.endswith("_") and not name.startswith("_") and name not in _NO_WRITES.split()
    ]
    return [*methods, *OPERATORS, "__setitem__"]


def replace_writes(owner: Any, names: Iterable[str], make: Callable[[Callable], Callable]) -> None:
    """Put `make(right)` in the place of each named method or function of `owner`."""
    for name in names:
        right = getattr(owner, name)
        setattr(owner, name, functools.wraps(right)(make(right)))


def uncounted(
    torch: ModuleType, applies: Callable[..., bool] = lambda *args: True
) -> Callable[[Callable], Callable]:
    """A writing method whose write is not counted, where `applies(tensor, *args)`."""

    def make(right):
        def write(self, *args, **kwargs):
            if self.is_inference() or not applies(self, *args):
                return right(self, *args, **kwargs)
            before = self._version
            result = right(self, *args, **kwargs)
            torch._C._autograd._unsafe_set_version_counter((self,), (before,))
            return result

        return write

    return make


def counted_twice(torch: ModuleType) -> Callable[[Callable], Callable]:
    """A writing method that bumps the version counter once more than it should."""

    def make(right):
        def write(self, *args, **kwargs):
            result = right(self, *args, **kwargs)
            if not self.is_inference():
                torch.autograd.graph.increment_version(self)
            return result

        return write

    return make
