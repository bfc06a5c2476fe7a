"""The distances between all pairs of rows: `pdist`."""

import math

import torch

from ..storage import arithmetic
from ..tensor import Tensor
from .declare import Derivative, composite
from .overloads import NoSecondDerivative, only_once, overload


class PdistBackward0(Derivative):
    """r = (sum |d|^p)^(1/p): dr/dd = sign(d) (|d| / r)^(p-1), and 0 where r is 0."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        inputs = (grad, s.self)
        gradient = lambda: self._gradient(grad, s)  # noqa: E731
        return only_once("_pdist_backward", inputs, gradient, NoSecondDerivative)

    def _gradient(self, grad, s):
        raws = (s.self.raw, s.result.raw, grad.raw)
        return Tensor._wrap(arithmetic(_gradient, *raws, s.p))


def _gradient(x, distances, grad, p):
    first, second = torch.triu_indices(len(x), len(x), 1)
    apart = x[first] - x[second]
    r = distances.unsqueeze(1)
    if p == 0:
        slope = torch.zeros_like(apart)
    elif p == math.inf:
        slope = apart.sign() * (apart.abs() == r)
    else:
        slope = apart.sign() * (apart.abs() / r) ** (p - 1)
        slope = slope.masked_fill((r == 0) | (apart == 0), 0)
    slope = slope * grad.unsqueeze(1)
    return torch.zeros_like(x).index_add(0, first, slope).index_add(0, second, -slope)


_pdist = overload(
    "_pdist_forward", "default", torch.ops.aten._pdist_forward, "self, p", PdistBackward0
)


@composite(method=False)
def pdist(self, p=2.0):
    """The distance of each row to each later one."""
    arithmetic(torch.pdist, self.raw, p)  # refuses
    return _pdist(self.contiguous(), float(p))
