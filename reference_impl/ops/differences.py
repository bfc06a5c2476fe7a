"""Differences of neighbours, slopes, and areas under a curve."""

import torch

from ..geometry import wrap_dim
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import zeros_like
from .declare import OPERATORS, composite, strip
from .number_forms import over_number, times_number
from .parts import slice_


@composite()
def diff(self, n=1, dim=-1, prepend=None, append=None):
    """Each element minus the one before, `n` times."""
    raws = [None if t is None else t.raw for t in (prepend, append)]
    arithmetic(torch.diff, self.raw, n, dim, *raws)  # refuses
    if n == 0:  # whatever stands before and after
        return zeros_like(self).copy_(self)
    parts = [part for part in (prepend, self, append) if part is not None]
    x = self if len(parts) == 1 else OPERATORS["cat"](parts, dim)
    place = wrap_dim(dim, x.dim())
    for _ in range(min(n, x.size(place))):
        count = x.size(place)
        later, earlier = x.narrow(place, 1, count - 1), x.narrow(place, 0, count - 1)
        x = later.logical_xor(earlier) if x.dtype == torch.bool else later - earlier
    return x


def _neighbours(y, dim):
    return slice_(y, dim, 0, -1), slice_(y, dim, 1)


@composite(method=False)
def trapezoid(y, x=None, *, dx=1, dim=-1):
    """The integral along `dim` by the trapezoidal rule."""
    _refuse_as(torch.trapezoid, y, x, dx, dim)
    if not y.size(dim):
        return y.new_empty(y.sum(dim).shape).zero_()
    if x is None:
        ends = times_number(y.select(dim, 0) + y.select(dim, -1), 0.5)
        return times_number(y.sum(dim) - ends, dx)
    left, right = _neighbours(y, wrap_dim(dim, y.dim()))
    return over_number(((left + right) * _steps(x, y, dim)).sum(dim), 2)


composite("trapz", method=False)(trapezoid)


@composite(method=False)
def cumulative_trapezoid(y, x=None, *, dx=1, dim=-1):
    """The integral along `dim` up to each point."""
    _refuse_as(torch.cumulative_trapezoid, y, x, dx, dim)
    left, right = _neighbours(y, wrap_dim(dim, y.dim()))
    if x is None:
        return times_number(right + left, dx / 2).cumsum(dim)
    return over_number(((right + left) * _steps(x, y, dim)).cumsum(dim), 2)


def _refuse_as(kernel, y, x, dx, dim):
    """Raises what torch raises, of points that are not as many as values, or of booleans."""
    given = {"dx": dx} if x is None else {"x": strip(x)}
    arithmetic(kernel, y.raw, dim=dim, **given)


def _steps(x, y, dim):
    """The distances between the points, to be broadcast against `y`."""
    place = wrap_dim(dim, y.dim())
    if x.dim() == 1:
        x = x.view([-1 if d == place else 1 for d in range(y.dim())])
    elif x.dim() < y.dim():
        x = x.view((*[1] * (y.dim() - x.dim()), *x.shape))
    left, right = _neighbours(x, place)
    return right - left


# -- slopes ------------------------------------------------------------------------------------


@composite()
def gradient(self, *, spacing=None, dim=None, edge_order=1):
    """Slopes of a function known at points of a grid: one tensor for each dimension.

    Inside central differences of second order; at the ends one-sided ones of order `edge_order`.
    """
    given = [spacing] if isinstance(spacing, Tensor) else spacing
    options = {} if spacing is None else {"spacing": strip(given)}
    options.update({} if dim is None else {"dim": dim})
    arithmetic(torch.gradient, self.raw, edge_order=edge_order, **options)  # refuses
    if dim is None:
        dims = list(range(self.dim()))
    else:
        dims = [wrap_dim(d, self.dim()) for d in ([dim] if isinstance(dim, int) else dim)]
    if given is None:
        given = 1.0
    if not isinstance(given, (list, tuple)):
        given = [given] * len(dims)
    return tuple(
        _slope_at_points(self, d, each, edge_order)
        if isinstance(each, Tensor)
        else _slope(self, d, each, edge_order)
        for d, each in zip(dims, given, strict=True)
    )


def _point(x, dim, place):
    """The values at one point; negative places count from the end."""
    return x.narrow(dim, place % x.size(dim), 1)


def _slope(x, dim, step, edge_order):
    """On points at equal distances."""
    inner = x.size(dim) - 2
    if edge_order == 1:
        start = _point(x, dim, 1) - _point(x, dim, 0)
        end = _point(x, dim, -1) - _point(x, dim, -2)
    else:
        terms = [
            times_number(_point(x, dim, place), factor)
            for place, factor in ((0, -1.5), (1, 2.0), (2, 0.5), (-3, 0.5), (-2, 2.0), (-1, 1.5))
        ]
        start = terms[0] + terms[1] - terms[2]
        end = terms[3] - terms[4] + terms[5]
    inside = over_number(x.narrow(dim, 2, inner) - x.narrow(dim, 0, inner), 2.0)
    return OPERATORS["cat"]([over_number(part, step) for part in (start, inside, end)], dim)


def _slope_at_points(x, dim, points, edge_order):
    """On points of any distances: the slope of the parabola through three of them."""
    inner = x.size(dim) - 2
    steps = _neighbours(points, 0)
    steps = steps[1] - steps[0]
    before, after = steps.narrow(0, 0, inner), steps.narrow(0, 1, inner)
    along = [-1 if d == dim else 1 for d in range(x.dim())]
    weights = (
        -after / (before * (before + after)),
        (after - before) / (before * after),
        before / (after * (before + after)),
    )
    inside = _weighted(
        [x.narrow(dim, place, inner) for place in range(3)], *(w.view(along) for w in weights)
    )
    ends = (steps[0], steps[1], steps[-2], steps[-1]) if inner > 0 else (steps[0],) * 4
    if edge_order == 1:
        start = (_point(x, dim, 1) - _point(x, dim, 0)) / ends[0]
        end = (_point(x, dim, -1) - _point(x, dim, -2)) / ends[3]
        return OPERATORS["cat"]([start, inside, end], dim)
    first, second, third, last = ends
    start = _weighted(
        [_point(x, dim, place) for place in (0, 1, 2)],
        -(times_number(first, 2) + second) / (first * (first + second)),
        (first + second) / (first * second),
        -first / (second * (first + second)),
    )
    end = _weighted(
        [_point(x, dim, place) for place in (-3, -2, -1)],
        last / (third * (third + last)),
        -(third + last) / (third * last),
        (times_number(last, 2) + third) / (last * (third + last)),
    )
    return OPERATORS["cat"]([start, inside, end], dim)


def _weighted(values, *weights):
    a, b, c = (weight * value for weight, value in zip(weights, values, strict=True))
    return a + b + c
