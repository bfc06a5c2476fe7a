"""Weight normalization: a weight as a length `g` times the direction of `v`.

The lengths are those of the slices along one dimension, or the one of the whole.
"""

import torch

from .declare import Derivative, define
from .norms import norm_of_all


def norm_except_dim(v, dim):
    """The length of each slice along `dim`, kept as a dimension; -1: of the whole."""
    if dim == -1:
        return norm_of_all(v, 2)
    others = [each for each in range(v.dim()) if each != dim]
    return (v * v).sum(others, keepdim=True).sqrt() if others else v.abs()


class WeightNormInterfaceBackward0(Derivative):
    inputs = ("v", "g")
    saves = {"v": True, "g": True}

    def vjp_v(self, grad, s):
        length = norm_except_dim(s.v, s.dim)
        along = _summed(grad * s.v, s.dim) / (length * length)
        return s.g / length * (grad - s.v * along)

    def vjp_g(self, grad, s):
        return _summed(grad * s.v, s.dim) / norm_except_dim(s.v, s.dim)


def _summed(tensor, dim):
    others = [each for each in range(tensor.dim()) if each != dim]
    return tensor.sum(others, keepdim=True) if others else tensor


_interface = define(
    "_weight_norm_interface",
    lambda v, g, dim: torch._weight_norm_interface(v, g, dim)[0],
    "v, g, dim",
    WeightNormInterfaceBackward0,
    method=False,
    function=False,
)


def weight_norm(v, g, dim):
    """`g * v / |v|`; one operator where the slices are along the first or the last dimension."""
    if dim in (0, v.dim() - 1):
        return _interface(v, g, dim)
    return v * (g / norm_except_dim(v, dim))
