"""Variance and standard deviation, with a correction for the degrees of freedom.

With no degree of freedom left, as for one element, they are NaN, and so is the gradient.
"""

import math

import torch

from .. import semantics
from .declare import OPERATORS, Derivative, composite
from .overloads import overload
from .reductions import count_reduced, dims_of, spread, with_reduced_dims


def variance_gradient(grad, x, s, shape):
    """v = sum (x - m)^2 / (n - c): dv/dx = 2 (x - m) / (n - c). The mean's own part cancels."""
    # Forward, () means all dimensions; for the gradient torch counts it as none.
    count = 1 if isinstance(s.dim, (tuple, list)) and not s.dim else count_reduced(s.dim, shape)
    freedom = count - (1 if s.correction is None else s.correction)
    of_all = s.dim is None or not shape
    if of_all and not freedom and not semantics.current().variance_of_one_has_nan:
        return grad * math.inf  # which is refused for its shape, unless x is a number
    grad = with_reduced_dims(grad, s.dim, s.keepdim, shape)
    deviation = x - x.mean(dims_of(s.dim, len(shape)), True)
    # rule: operators.variance-of-one-element
    if freedom <= 0 and s.dim is None:
        return grad * OPERATORS["where"](deviation == 0, math.nan, math.inf)
    return (2.0 / freedom if freedom else math.inf) * grad * deviation


def deviation_gradient(grad, result):
    """y = sqrt(v): dy/dv = 1 / (2 y), and 0 where all elements are equal."""
    return (grad / (result * 2)).masked_fill(result == 0, 0)


class VarBackward0(Derivative):
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return variance_gradient(grad, s.self, s, self.input_shape())


class StdBackward0(Derivative):
    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        grad = deviation_gradient(grad, s.result)
        return variance_gradient(grad, s.self, s, self.input_shape())


def mean_gradient(grad, s, shape):
    return spread(grad, s.dim, s.keepdim, shape) / count_reduced(s.dim, shape)


def total(*parts):
    """The sum of the gradients that arrived."""
    arrived = [part for part in parts if part is not None]
    return arrived[0] if len(arrived) == 1 else arrived[0] + arrived[1]


class VarMeanBackward0(Derivative):
    """Variance and mean together."""

    saves = {"self": True}
    output_count = 2

    def vjp_self(self, grad_var, grad_mean, s):
        shape = self.input_shape()
        return total(
            None if grad_var is None else variance_gradient(grad_var, s.self, s, shape),
            None if grad_mean is None else mean_gradient(grad_mean, s, shape),
        )


class StdMeanBackward0(Derivative):
    """Standard deviation and mean together."""

    saves = {"self": True, "result0": True}
    output_count = 2

    def save_results(self, results):
        self.save("result0", results[0], is_output=True)

    def vjp_self(self, grad_std, grad_mean, s):
        shape = self.input_shape()
        if grad_std is not None:
            grad_std = deviation_gradient(grad_std, s.result0)
        return total(
            None if grad_std is None else variance_gradient(grad_std, s.self, s, shape),
            None if grad_mean is None else mean_gradient(grad_mean, s, shape),
        )


def _declare(name, node):
    kernel = getattr(torch, name)

    def run(self, dim, keepdim, correction, **out):
        return kernel(self, dim, correction=correction, keepdim=keepdim, **out)

    op = overload(name, "correction", run, "self, dim, keepdim, correction", node)

    def call(
        self, *args, dim=None, unbiased=None, keepdim=False, correction=None, out=None, axis=None
    ):
        """`name(unbiased)`, `name(dim, unbiased, keepdim)` or `name(dim, correction=, keepdim=)`"""
        if args and isinstance(args[0], bool):
            unbiased = args[0]
        else:
            given = dict(zip(("dim", "unbiased", "keepdim"), args, strict=False))
            dim = given.get("dim", axis if dim is None else dim)
            unbiased = given.get("unbiased", unbiased)
            keepdim = given.get("keepdim", keepdim)
        if unbiased is not None:
            correction = int(unbiased)
        return op(self, dim, keepdim, correction, out=out)

    call.__name__ = name
    composite(name)(call)


for _name, _node in (
    ("var", VarBackward0),
    ("std", StdBackward0),
    ("var_mean", VarMeanBackward0),
    ("std_mean", StdMeanBackward0),
):
    _declare(_name, _node)
