"""Reductions: many elements to one. The gradient spreads back over the reduced dimensions."""

import torch

from ..geometry import wrap_dim
from ..tensor import Tensor
from .declare import FUNCTIONS, OPERATORS, Derivative, composite, define


def dims_of(dim, ndim):
    """The reduced dimensions, counted from the front: all of them for None or ()."""
    if dim is None or (isinstance(dim, (tuple, list)) and not dim):
        return list(range(ndim))
    dims = [dim] if isinstance(dim, int) else list(dim)
    return sorted({wrap_dim(d, ndim) for d in dims})


def with_reduced_dims(value, dim, keepdim, shape):
    """`value` with its reduced dimensions back, as size 1, to be broadcast against `shape`."""
    if keepdim or not shape:
        return value
    for d in dims_of(dim, len(shape)):
        value = OPERATORS["unsqueeze"](value, d)
    return value


def spread(grad, dim, keepdim, shape):
    """`grad` repeated over the reduced dimensions."""
    return OPERATORS["expand"](with_reduced_dims(grad, dim, keepdim, shape), shape)


class SumBackward0(Derivative):
    """The sum of everything."""

    def vjp_self(self, grad, s):
        return OPERATORS["expand"](grad, self.input_shape())


class SumBackward1(Derivative):
    """The sum over some dimensions."""

    def vjp_self(self, grad, s):
        return spread(grad, s.dim, s.keepdim, self.input_shape())


_sum_all = define("_sum_all", torch.sum, "self, dtype=None", SumBackward0, method=False,
                  function=False)
_sum_dims = define("_sum_dims", torch.sum, "self, dim, keepdim=False, dtype=None", SumBackward1,
                   method=False, function=False)
_sum_all.name = _sum_dims.name = "sum"


def sum(self, dim=None, keepdim=False, *, axis=None, dtype=None, out=None):
    """The sum of all elements, or over some dimensions."""
    dim = axis if dim is None else dim
    if dim is None and not keepdim:
        return _sum_all(self, dtype=dtype, out=out)
    return _sum_dims(self, dims_of(dim, self.dim()) if dim is None else dim, keepdim, dtype,
                     out=out)


OPERATORS["sum"] = FUNCTIONS["sum"] = Tensor.sum = sum


@composite(function=False)
def sum_to_size(self, *size):
    """Summed over the dimensions that broadcasting `size` to this shape would add or repeat."""
    size = tuple(size[0]) if len(size) == 1 and not isinstance(size[0], int) else size
    result, extra = self, self.dim() - len(size)
    over = list(range(extra))
    over += [d + extra for d, n in enumerate(size) if n == 1 and self._size[d + extra] != 1]
    if over:
        result = sum(self, over, True)
    return result.view(size) if extra > 0 else result
