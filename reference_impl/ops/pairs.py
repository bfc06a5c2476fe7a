"""The distances between all pairs of rows: `pdist` of one matrix, `cdist` of two.

With d the difference of two rows and r = (sum |d|^p)^(1/p) their distance, the slope of r is

    s = sign(d) |d|^(p-1) / r^(p-1)

As a function of d and of r, it changes by (p - 1) |d / r|^(p-2) / r with the one, and by
(1 - p) s / r with the other. What would be divided by 0, where rows coincide or elements of them
do, is 0.
"""

import math

import torch

from .. import semantics
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import Derivative, composite
from .not_implemented import NoSecondDerivative, only_once
from .overloads import overload

# -- of one pair -------------------------------------------------------------------------------


def _slope(d, r, p):
    """How the distance of a pair changes with the difference; r has a last dimension of 1."""
    # rule: operators.norm-at-zero
    if p == 0:
        return d.new_zeros(d.shape)
    if p == 1:
        return d.sign()
    if p == math.inf:
        differs = (d.abs() - r).abs().ceil().clamp(max=1)  # and NaN where r is
        return d.sign() * (1 - differs)
    power = d if p == 2 else d.sign() * d.abs() ** (p - 1)
    return (power / r ** (p - 1)).masked_fill((r == 0) | (d == 0) & (p < 1), 0)


def _slope_by_difference(u, d, r, p):
    """How the slope changes with the difference, along u."""
    if p in (0, 1, math.inf):
        return u.new_zeros(u.shape)
    coincide = r == 0
    r = r.masked_fill(coincide, 1)
    change = u / r if p == 2 else ((d.abs() / r).pow(p - 2) * u / r).masked_fill(d == 0, 0)
    return (p - 1) * change.masked_fill(coincide, 0)


def _slope_by_distance(u, d, r, p):
    """How the slope changes with the distance, summed along u."""
    if p in (0, 1, math.inf):
        return r.new_zeros(r.shape).squeeze(-1)
    change = (_slope(d, r, p) * u).sum(-1, True) / r.masked_fill(r == 0, 1)
    return (1 - p) * change.squeeze(-1)


# -- of the rows of one ------------------------------------------------------------------------


def _pairs(x):
    """The first and the second row of each pair."""
    return torch.triu_indices(len(x), len(x), 1, device=x.device)


def _pdist_gradient(grad, self, p, pdist):
    first, second = _pairs(self)
    slope = _slope(self[first] - self[second], pdist.unsqueeze(1), p) * grad.unsqueeze(1)
    zeros = torch.zeros_like(self)
    return zeros.index_add(0, first, slope).index_add(0, second, -slope)


class PdistBackwardBackward0(Derivative):
    """The gradient of `pdist`, g s for each pair, added to one row and taken from the other."""

    inputs = ("grad", "self", "pdist")
    saves = {"grad": True, "self": True, "pdist": True}

    def _pairs(self, u, s):
        first, second = (Tensor._wrap(each) for each in _pairs(s.self.raw))
        differences = [x.index_select(0, first) - x.index_select(0, second) for x in (u, s.self)]
        return first, second, differences

    def vjp_grad(self, grad, s):
        _, _, (u, d) = self._pairs(grad, s)
        return (_slope(d, s.pdist.unsqueeze(1), s.p) * u).sum(-1)

    def vjp_pdist(self, grad, s):
        _, _, (u, d) = self._pairs(grad, s)
        return _slope_by_distance(u, d, s.pdist.unsqueeze(1), s.p) * s.grad

    def vjp_self(self, grad, s):
        first, second, (u, d) = self._pairs(grad, s)
        change = _slope_by_difference(u, d, s.pdist.unsqueeze(1), s.p) * s.grad.unsqueeze(1)
        zeros = change.new_zeros(s.self.shape)
        return zeros.index_add(0, first, change).index_add(0, second, -change)


_pdist_backward = overload(
    "_pdist_backward", "default", _pdist_gradient, "grad, self, p, pdist", PdistBackwardBackward0
)


class PdistBackward0(Derivative):
    """The distance of every row to every later one."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return _gradient(_pdist_backward, (grad, s.self), s.p, s.result)


_pdist = overload(
    "_pdist_forward", "default", torch.ops.aten._pdist_forward, "self, p", PdistBackward0
)


def _gradient(operator, inputs, p, distances):
    """What the operator gives; there were releases in which it had no derivative."""
    if semantics.current().distances_differentiate_twice:
        return operator(*inputs, p, distances)
    raws = [tensor.raw for tensor in inputs]
    return only_once(
        operator.name,
        (*inputs, distances),
        lambda: Tensor._wrap(arithmetic(operator.kernel, *raws, p, distances.raw)),
        NoSecondDerivative,
    )


@composite(method=False)
def pdist(self, p=2.0):
    """The distance of each row to each later one."""
    arithmetic(torch.pdist, self.raw, p)  # refuses
    return _pdist(self.contiguous(), float(p))


# -- of the rows of two ------------------------------------------------------------------------


def _cdist_gradient(grad, x1, x2, p, cdist):
    difference = x1.unsqueeze(-2) - x2.unsqueeze(-3)
    return (_slope(difference, cdist.unsqueeze(-1), p) * grad.unsqueeze(-1)).sum(-2)


class CdistBackwardBackward0(Derivative):
    """The gradient of `cdist` for the first: the sum of g s over the rows of the other."""

    inputs = ("grad", "x1", "x2", "cdist")
    saves = {"grad": True, "x1": True, "x2": True, "cdist": True}

    def _difference(self, s):
        return s.x1.unsqueeze(-2) - s.x2.unsqueeze(-3)

    def _change(self, grad, s):
        u, r = grad.unsqueeze(-2), s.cdist.unsqueeze(-1)
        return _slope_by_difference(u, self._difference(s), r, s.p) * s.grad.unsqueeze(-1)

    def vjp_grad(self, grad, s):
        slope = _slope(self._difference(s), s.cdist.unsqueeze(-1), s.p)
        return (slope * grad.unsqueeze(-2)).sum(-1)

    def vjp_x1(self, grad, s):
        return self._change(grad, s).sum(-2)

    def vjp_x2(self, grad, s):
        return -self._change(grad, s).sum(-3)

    def vjp_cdist(self, grad, s):
        u, r = grad.unsqueeze(-2), s.cdist.unsqueeze(-1)
        return _slope_by_distance(u, self._difference(s), r, s.p) * s.grad


_cdist_backward = overload(
    "_cdist_backward",
    "default",
    _cdist_gradient,
    "grad, x1, x2, p, cdist",
    CdistBackwardBackward0,
)


class CdistBackward0(Derivative):
    """The distance of every row of one to every row of the other."""

    is_one_kernel = True
    inputs = ("x1", "x2")
    saves = {"x1": True, "x2": True, "result": True}

    def vjp_x1(self, grad, s):
        return _gradient(_cdist_backward, (grad, s.x1, s.x2), s.p, s.result)

    def vjp_x2(self, grad, s):
        grad, distances = (each.transpose(-1, -2) for each in (grad, s.result))
        return _gradient(_cdist_backward, (grad, s.x2, s.x1), s.p, distances)


class EuclideanDistBackward0(Derivative):
    """The same for p = 2, by way of products: r² = |x|² - 2xy + |y|²."""

    inputs = ("x1", "x2")
    saves = {"x1": True, "x2": True, "result": True}

    def _ratio(self, grad, s):
        return (grad / s.result).masked_fill(s.result == 0, 0)

    def vjp_x1(self, grad, s):
        ratio = self._ratio(grad, s)
        return s.x1 * ratio.sum(-1, True) - ratio.matmul(s.x2)

    def vjp_x2(self, grad, s):
        ratio = self._ratio(grad, s).transpose(-2, -1)
        return s.x2 * ratio.sum(-1, True) - ratio.matmul(s.x1)


_euclidean_dist = overload(
    "_euclidean_dist",
    "default",
    getattr(torch, "_euclidean_dist", None),
    "x1, x2",
    EuclideanDistBackward0,
)
# More rows than this, and products are the faster way.
FEW_ROWS = 25

_cdist = overload("cdist", "default", torch.cdist, "x1, x2, p", CdistBackward0)


@composite(method=False)
def cdist(x1, x2, p=2.0, compute_mode="use_mm_for_euclid_dist_if_necessary"):
    """The distances between the rows of two matrices (or batches of them)."""
    if min(x1.dim(), x2.dim()) < 2:
        arithmetic(torch.cdist, x1.raw, x2.raw, p)  # refuses
    many = x1.size(-2) > FEW_ROWS or x2.size(-2) > FEW_ROWS
    by_products = compute_mode == "use_mm_for_euclid_dist" or (
        compute_mode == "use_mm_for_euclid_dist_if_necessary" and many
    )
    if p == 2 and by_products and x1.numel() and x2.numel():
        batch = torch.broadcast_shapes(x1.shape[:-2], x2.shape[:-2])
        flat = [
            # What has to be broadcast is copied, and it is the copy that is saved.
            x.expand((*batch, *x.shape[-2:])).contiguous().view((batch.numel(), *x.shape[-2:]))
            for x in (x1, x2)
        ]
        return _euclidean_dist(*flat).view((*batch, x1.size(-2), x2.size(-2)))
    return _cdist(x1, x2, float(p))
