"""Activations made of straight lines, flat outside of some range.

At a kink each makes its own choice of subgradient, which is written out here.
"""

import torch

from .. import semantics
from ..dual_numbers import level
from .declare import Derivative
from .not_implemented import without_derivative
from .pointwise import flat_zero, gate, pointwise, where
from .special_nodes import OneOf

_nn = torch._C._nn


class ReluBackward0(Derivative):
    """max(x, 0): 0 at 0. NaN counts as positive."""

    # rule: gradients.kinks
    # rule: operators.relu-zero
    saves = {"result": True}

    def vjp_self(self, grad, s):
        return where(s.result <= 0, flat_zero(s.result), grad)


pointwise("relu", torch.relu, "self", ReluBackward0)


class ThresholdBackward0(Derivative):
    """x where it is above the threshold, and a constant elsewhere."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return where(s.self <= s.threshold, flat_zero(s.self), grad)


class ThresholdBackward1(ThresholdBackward0):
    """In place."""

    __slots__ = ()


pointwise(
    "threshold",
    torch.threshold,
    "self, threshold, value",
    OneOf(lambda values: ThresholdBackward0, in_place=lambda values: ThresholdBackward1),
    in_place=torch.threshold_,
)


class HardtanhBackward0(Derivative):
    """min(max(x, low), high): 0 at the bounds, unlike `clamp`. NaN counts as inside."""

    # rule: operators.hardtanh-bounds
    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        outside = (s.self <= s.min_val) | (s.self >= s.max_val)
        return gate(grad, s.self, ~outside)


pointwise(
    "hardtanh",
    _nn.hardtanh,
    "self, min_val=-1.0, max_val=1.0",
    HardtanhBackward0,
    in_place=_nn.hardtanh_,
)


class HardshrinkBackward0(Derivative):
    """x, and 0 for |x| up to λ: 0 at ±λ."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        inside = (s.self >= -s.lambd) & (s.self <= s.lambd)
        return gate(grad, s.self, ~inside)


class SoftshrinkBackward0(HardshrinkBackward0):
    """x drawn towards 0 by λ: the same gradient."""

    __slots__ = ()


pointwise("hardshrink", torch.hardshrink, "self, lambd=0.5", HardshrinkBackward0)
pointwise("softshrink", _nn.softshrink, "self, lambd=0.5", SoftshrinkBackward0)


class HardsigmoidBackward0(Derivative):
    """x/6 + 1/2, kept within 0 and 1: 0 at the kinks. torch has no second derivative of it."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        if level.pushing:
            return gate(grad * SIXTH, s.self, (s.self > -3) & (s.self < 3))
        return _hardsigmoid_backward(grad, s.self)


SIXTH = torch.tensor(1 / 6, dtype=torch.float32).item()  # torch has it in this precision only


def _hardsigmoid_gradient(grad, x):
    inside = (x > -3) & (x < 3)
    slope = torch.full_like(x, SIXTH).mul_(inside)
    return (grad * slope).masked_fill_(~inside, 0)


pointwise("hardsigmoid", _nn.hardsigmoid, "self", HardsigmoidBackward0, in_place=_nn.hardsigmoid_)
_hardsigmoid_backward = pointwise(
    "hardsigmoid_backward",
    _hardsigmoid_gradient,
    "grad, self",
    without_derivative("hardsigmoid_backward"),
)


class HardswishBackward0(Derivative):
    """x (x/6 + 1/2) between -3 and 3, 0 below and x above."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        x = s.self
        below, between, elsewhere = x <= -3, (x > -3) & (x < 3), 1.0
        if not semantics.current().hardswish_kinks_are_outside:
            # The inner line's slope at the bounds, which does not change with x there.
            below, elsewhere = x < -3, where(x == -3, -0.5, where(x == 3, 1.5, 1.0))
        slope = where(between, x, 0.0) / 3 + 0.5
        return gate(grad * where(between, slope, elsewhere), x, ~below)


pointwise("hardswish", _nn.hardswish, "self", HardswishBackward0, in_place=_nn.hardswish_)
