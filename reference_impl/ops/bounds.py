"""Bounds: `clamp`, the larger or smaller of two, `nan_to_num`.

Between its bounds the gradient passes. At a bound, or at a tie, each operator makes its own choice
of subgradient, which is written out here; some choices changed in torch 2.14.
"""

import torch

from .. import semantics
from ..tensor import Tensor
from .comparisons import eq, ge, gt, le, lt
from .declare import OPERATORS, Derivative
from .not_implemented import RealOnly
from .pointwise import pointwise, where
from .special_nodes import OneOf

# -- clamp ---------------------------------------------------------------------------------------


def passes(x, low, high):
    """Where `clamp` by numbers lets the gradient through: within the bounds, and at them."""
    # rule: operators.clamp-bounds
    least_norm = semantics.current().minimum_norm_subgradient
    inside = None
    for bound, above, strictly_above in ((low, "ge", "gt"), (high, "le", "lt")):
        if bound is not None:
            within = OPERATORS[strictly_above if least_norm else above](x, bound)
            inside = within if inside is None else inside.logical_and_(within)
    return inside


class ClampBackward1(Derivative):
    """min(max(x, low), high), the bounds numbers."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return where(passes(s.self, s.min, s.max), grad, 0.0)


class ClampMinBackward0(ClampBackward1):
    __slots__ = ()


class ClampMaxBackward0(ClampBackward1):
    __slots__ = ()


class ClampBackward0(Derivative):
    """min(max(x, low), high), the bounds tensors: what bounds x gets its gradient.

    The masks are written in place: a bound that enlarges them by broadcasting is an error.
    """

    inputs = ("self", "min", "max")
    saves = {"self": True, "min": True, "max": True}

    def vjp_self(self, grad, s):
        if not semantics.current().minimum_norm_subgradient:
            return where(passes(s.self, s.min, s.max), grad, 0.0)
        if s.min is None or s.max is None:
            return grad * share_unless_below(s.self, s.min) * share_unless_below(s.max, s.self)
        outside = _either(lt(s.self, s.min), gt(s.self, s.max))
        return grad * (1.0 - 1.0 * outside - 0.5 * self._at_low(s) - 0.5 * self._at_high(s))

    def vjp_min(self, grad, s):
        if not semantics.current().minimum_norm_subgradient:
            bounds = lt(s.self, s.min)
            if s.max is not None:
                bounds.logical_and_(lt(s.min, s.max))
            return where(bounds, grad, 0.0)
        if s.max is None:
            return grad * share_unless_below(s.min, s.self)
        raises = _both(gt(s.min, s.self), le(s.min, s.max))
        return grad * (1.0 * raises + 0.5 * self._at_low(s))

    def vjp_max(self, grad, s):
        if not semantics.current().minimum_norm_subgradient:
            bounds = gt(s.self, s.max)
            if s.min is not None:
                bounds.logical_or_(lt(s.max, s.min))
            return where(bounds, grad, 0.0)
        if s.min is None:
            return grad * share_unless_below(s.self, s.max)
        # An upper bound below the lower one bounds whatever x is.
        lowers = _either(gt(OPERATORS["maximum"](s.self, s.min), s.max), gt(s.min, s.max))
        return grad * (1.0 * lowers + 0.5 * self._at_high(s))

    @staticmethod
    def _at_low(s):
        """Where the lower bound is what it bounds, and the upper one is above."""
        return _both(eq(s.self, s.min), lt(s.self, s.max))

    @staticmethod
    def _at_high(s):
        return _both(eq(s.self, s.max), gt(s.self, s.min))


def _both(one, other):
    return OPERATORS["logical_and"](one, other)


def _either(one, other):
    return OPERATORS["logical_or"](one, other)


def share_unless_below(one, other):
    """The part that `one` has in the larger of the two: 1, 0, or half where they are equal.

    All of it where one of them is NaN, so that neither is larger, or where there is no other.
    """
    if one is None or other is None:
        return 1.0
    return 1.0 - 1.0 * lt(one, other) - 0.5 * eq(one, other)


class ClampMinBackward1(ClampBackward0):
    __slots__ = ()
    inputs = ("self", "min")


class ClampMaxBackward1(ClampBackward0):
    __slots__ = ()
    inputs = ("self", "max")


def _by_bounds(numbers, tensors):
    def choose(values):
        bounds = (values.get("min"), values.get("max"))
        return tensors if any(isinstance(b, Tensor) for b in bounds) else numbers

    return OneOf(choose)


pointwise(
    "clamp",
    torch.clamp,
    "self, min=None, max=None",
    _by_bounds(ClampBackward1, ClampBackward0),
    aliases=["clip"],
)
pointwise(
    "clamp_min", torch.clamp_min, "self, min", _by_bounds(ClampMinBackward0, ClampMinBackward1)
)
pointwise(
    "clamp_max", torch.clamp_max, "self, max", _by_bounds(ClampMaxBackward0, ClampMaxBackward1)
)


# -- the larger or smaller of two ----------------------------------------------------------------


class MaximumBackward0(Derivative):
    """The larger; a tie is shared equally."""

    # rule: operators.maximum-ties
    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        return self.share(grad, s).masked_fill_(self.loses(s.self, s.other), 0)

    def vjp_other(self, grad, s):
        return self.share(grad, s).masked_fill_(self.loses(s.other, s.self), 0)

    def share(self, grad, s):
        return where(eq(s.self, s.other), grad / 2, grad)

    def loses(self, mine, theirs):
        return lt(mine, theirs)


class MinimumBackward0(MaximumBackward0):
    """The smaller; a tie is shared equally."""

    __slots__ = ()

    def loses(self, mine, theirs):
        return gt(mine, theirs)


class FmaxBackward0(Derivative):
    """The larger, and the other where one is NaN. A tie goes to the first; from 2.14 on, shared."""

    # rule: operators.fmax-ties
    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        return self.half_if_tied(grad.masked_fill(~self.first_wins(s), 0), grad, s)

    def vjp_other(self, grad, s):
        return self.half_if_tied(grad.masked_fill(self.first_wins(s), 0), grad, s)

    def first_wins(self, s):
        return ge(s.self, s.other) | s.other.isnan()

    def half_if_tied(self, share, grad, s):
        if not semantics.current().minimum_norm_subgradient:
            return share
        return where(eq(s.self, s.other), grad / 2, share)


class FminBackward0(FmaxBackward0):
    """The smaller, and the other where one is NaN."""

    __slots__ = ()

    def first_wins(self, s):
        return le(s.self, s.other) | s.other.isnan()


pointwise("maximum", torch.maximum, "self, other", MaximumBackward0)
pointwise("minimum", torch.minimum, "self, other", MinimumBackward0)
pointwise("fmax", torch.fmax, "self, other", FmaxBackward0)
pointwise("fmin", torch.fmin, "self, other", FminBackward0)


class NanToNumBackward0(RealOnly):
    """Replaces what is not finite: that gets no gradient."""

    inputs = ("self",)
    saves = {"self": True}

    @staticmethod
    def takes_complex():
        return semantics.current().nan_to_num_of_complex_is_differentiable

    def vjp_self(self, grad, s):
        return grad * s.self.isfinite()


pointwise(
    "nan_to_num", torch.nan_to_num, "self, nan=None, posinf=None, neginf=None", NanToNumBackward0
)
