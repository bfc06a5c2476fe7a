"""Running sums, products and extremes along a dimension."""

import math

import torch

from ..dual_numbers import level
from ..geometry import wrap_dim
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, Derivative, operator
from .not_implemented import RealOnly
from .reductions import has_zero


def sum_of_those_after(x, dim):
    """For each place, the sum of the elements from there to the end."""
    if x.numel() <= 1 or x.size(dim) == 1:
        return x
    return x.flip(dim).cumsum(dim).flip(dim)


@operator("cumsum", torch.cumsum, "self, dim, dtype=None", in_place=True)
class CumsumBackward0(Derivative):
    """Each element is part of all later sums."""

    def vjp_self(self, grad, s):
        return sum_of_those_after(grad, s.dim)


@operator("cumprod", torch.cumprod, "self, dim, dtype=None", in_place=True)
class CumprodBackward0(Derivative):
    """y_k = x_1 ... x_k: dy_k/dx_i = y_k / x_i for i <= k. Where an x is 0 it may not be divided
    by, and the product of the others is formed.
    """

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        x = s.self
        if x.numel() <= 1 or x.size(s.dim) == 1:
            return grad
        grad = grad.to(x.dtype)  # not that of the result, if another was asked for
        if not has_zero(x):
            return sum_of_those_after(grad * conj(s.result), s.dim) / conj(x)
        # rule: operators.prod-exact-at-zeros
        return _cumprod_gradient_with_zeros(grad, conj(x), s.dim)


def _cumprod_gradient_with_zeros(grad, x, dim):
    """For each i: the products with x_i left out, from i to the end, weighted with `grad`."""
    count, parts = x.size(dim), []
    before = None  # the product of the elements before i
    for i in range(count):
        ends = before
        terms = []
        for k in range(i, count):
            if k > i:
                factor = x.select(dim, k)
                ends = factor if ends is None else ends * factor
            term = grad.select(dim, k)
            terms.append(term if ends is None else term * ends)
        parts.append(sum(terms[1:], terms[0]))
        element = x.select(dim, i)
        before = element if before is None else before * element
    return OPERATORS["stack"](parts, wrap_dim(dim, x.dim()))


@operator("cummax", torch.cummax, "self, dim")
class CummaxBackward0(RealOnly):
    """Each result is one element of the input: the one at the index that came with it."""

    saves = {"self": True, "indices": True}

    def save_results(self, results):
        self.save("indices", results[1])

    def vjp_self(self, grad, s):
        if not grad.numel():
            return grad
        zeros = grad.new_zeros(self.input_shape())
        return OPERATORS["scatter_add"](zeros, s.dim, s.indices, grad)


@operator("cummin", torch.cummin, "self, dim")
class CumminBackward0(CummaxBackward0):
    __slots__ = ()


@operator("logcumsumexp", torch.logcumsumexp, "self, dim")
class LogcumsumexpBackward0(Derivative):
    """y_k = log sum_{i<=k} e^x_i: dy_k/dx_i = e^(x_i - y_k) for i <= k.

    The sum over k is formed on the logarithmic scale, where it cannot overflow: that of the
    positive gradients and that of the negative ones. Forward mode differentiates by the gradient,
    at 0, which has no logarithm.
    """

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        if not grad.dim() or not grad.numel():
            return grad
        if level.pushing:
            return _weighted_sum(grad, s)
        if grad.is_complex():
            return _log_scale_sum(conj(grad.log()), s)
        # The logarithm of nothing: the lowest number, as -inf - -inf would be NaN.
        where, nothing = OPERATORS["where"], torch.finfo(grad.dtype).min
        positive = where(grad > 0, grad.log(), nothing)
        negative = where(grad < 0, (-grad).log(), nothing)
        return _log_scale_sum(positive, s) - _log_scale_sum(negative, s)


def _weighted_sum(grad, s):
    """For each i, the sum over k >= i of grad_k e^(x_i - y_k), with weights of at most 1."""
    dim = wrap_dim(s.dim, grad.dim())
    size = grad.size(dim)
    before = torch.ones(size, size, dtype=torch.bool, device=grad.device).tril(-1)  # k < i
    before = Tensor._wrap(before.reshape(size, size, *[1] * (grad.dim() - dim - 1)))
    differences = s.self.unsqueeze(dim + 1) - s.result.unsqueeze(dim)
    weights = differences.masked_fill(before, -math.inf).exp()
    return (conj(weights) * grad.unsqueeze(dim)).sum(dim + 1)


def _log_scale_sum(log_grad, s):
    """For each i, the sum over k >= i of e^(log_grad_k - y_k + x_i)."""
    terms = (log_grad - s.result).flip(s.dim).logcumsumexp(s.dim).flip(s.dim)
    return conj((terms + s.self).exp())
