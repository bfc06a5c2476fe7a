"""Borders: of one value, of the mirrored content, or of the outermost elements.

For `constant_pad_nd` see `rearranging`.
"""

import torch

from ..storage import arithmetic
from ..tensor import Tensor
from .declare import OPERATORS, Derivative
from .overloads import overload
from .pictures import FollowsSince


class _PaddingByCopies(FollowsSince, Derivative):
    """Every element of the result is one of the input: its gradient goes back to that one."""

    __slots__ = ()
    is_one_kernel = True
    inputs = ("self",)
    saves = {"self": True}
    follows_format = ("self",)
    kernel = None

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        # Padding the numbers of the elements tells where each element came from.
        numbers = torch.arange(float(shape.numel()), dtype=torch.float64, device=grad.device)
        source = arithmetic(type(self).kernel, numbers.reshape(shape), s.padding).to(torch.int64)
        index = Tensor._wrap(source.reshape(-1))
        flat = grad.new_zeros((shape.numel(),))
        return OPERATORS["index_add"](flat, 0, index, grad.reshape((-1,))).reshape(shape)


def _declare(kind, ndim):
    native = f"{kind.lower()}_pad{ndim}d"
    kernel = getattr(torch._C._nn, native)
    name = f"{kind.capitalize()}Pad{ndim}DBackward0"
    members = {"__slots__": (), "kernel": staticmethod(kernel)}
    node = type(name, (_PaddingByCopies,), members)
    return overload(native, "default", kernel, "self, padding", node)


reflection_pad = {n: _declare("reflection", n) for n in (1, 2, 3)}
replication_pad = {n: _declare("replication", n) for n in (1, 2, 3)}
