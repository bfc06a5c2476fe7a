"""Differences of neighbours, and areas under a curve."""

import torch

from ..geometry import wrap_dim
from ..storage import arithmetic
from .declare import OPERATORS, composite
from .number_forms import over_number, times_number


@composite()
def diff(self, n=1, dim=-1, prepend=None, append=None):
    """Each element minus the one before, `n` times."""
    raws = [None if t is None else t.raw for t in (prepend, append)]
    arithmetic(torch.diff, self.raw, n, dim, *raws)  # refuses
    parts = [part for part in (prepend, self, append) if part is not None]
    x = self if len(parts) == 1 else OPERATORS["cat"](parts, dim)
    if n == 0:
        return x.new_zeros(x.shape).copy_(x)
    place = wrap_dim(dim, x.dim())
    for _ in range(min(n, x.size(place))):
        count = x.size(place)
        later, earlier = x.narrow(place, 1, count - 1), x.narrow(place, 0, count - 1)
        x = later.logical_xor(earlier) if x.dtype == torch.bool else later - earlier
    return x


def _neighbours(y, dim):
    count = y.size(dim)
    return y.narrow(dim, 0, count - 1), y.narrow(dim, 1, count - 1)


@composite(method=False)
def trapezoid(y, x=None, *, dx=1, dim=-1):
    """The integral along `dim` by the trapezoidal rule."""
    if x is None:
        ends = times_number(y.select(dim, 0) + y.select(dim, -1), 0.5)
        return times_number(y.sum(dim) - ends, dx)
    left, right = _neighbours(y, wrap_dim(dim, y.dim()))
    return over_number(((left + right) * _steps(x, y, dim)).sum(dim), 2)


composite("trapz", method=False)(trapezoid)


@composite(method=False)
def cumulative_trapezoid(y, x=None, *, dx=1, dim=-1):
    """The integral along `dim` up to each point."""
    left, right = _neighbours(y, wrap_dim(dim, y.dim()))
    if x is None:
        return times_number(right + left, dx / 2).cumsum(dim)
    return over_number(((right + left) * _steps(x, y, dim)).cumsum(dim), 2)


def _steps(x, y, dim):
    """The distances between the points, to be broadcast against `y`."""
    place = wrap_dim(dim, y.dim())
    if x.dim() == 1:
        shape = [-1 if d == place else 1 for d in range(y.dim())]
        x = x.view(shape)
    left, right = _neighbours(x, place if x.dim() == y.dim() else wrap_dim(dim, x.dim()))
    return right - left
