"""Losses that torch computes in one operation, each with one node.

`reduction` is torch's number: 0 keeps every element's loss, 1 takes the mean, 2 the sum.
"""

import torch

from .. import hazards
from ..storage import arithmetic
from .declare import OPERATORS, Derivative
from .not_implemented import RealOnly, only_once
from .overloads import overload
from .pointwise import flat_zero

NONE, MEAN, SUM = 0, 1, 2


def per_element(slope, reduction):
    """The slope of the reduced loss, from that of each element's loss."""
    return slope / slope.numel() if reduction == MEAN else slope


# -- of the difference -------------------------------------------------------------------------


class _OfDifference(Derivative):
    """A function of d = x - t: the target gets the negative of what the input gets.

    The gradients lie row-major, however the inputs lie.
    """

    __slots__ = ()
    inputs = ("self", "target")
    saves = {"self": True, "target": True}

    def slope(self, difference, s):
        raise NotImplementedError

    def vjp_self(self, grad, s):
        return self._gradient(s.self - s.target, grad, s)

    def vjp_target(self, grad, s):
        return self._gradient(s.target - s.self, grad, s)

    def _gradient(self, difference, grad, s):
        return (per_element(self.slope(difference, s), s.reduction) * grad).contiguous()


class MseLossBackward0(_OfDifference):
    """d^2."""

    def slope(self, difference, s):
        return 2 * difference


class SmoothL1LossBackward0(_OfDifference):
    """d^2 / (2 beta) for |d| < beta, and |d| - beta/2 beyond."""

    def slope(self, difference, s):
        # Without a part that is squared it does not matter what is inside, but for NaN.
        inside = difference / s.beta if s.beta else difference.detach()
        return _clamped(difference, s.beta, inside, 1.0)


class HuberLossBackward0(_OfDifference):
    """d^2 / 2 for |d| < delta, and delta (|d| - delta/2) beyond."""

    def slope(self, difference, s):
        return _clamped(difference, s.delta, difference, s.delta)


def _clamped(difference, bound, inside, outside):
    """`inside` between the bounds, `outside` beyond the upper and its negative beyond the lower."""
    where = OPERATORS["where"]
    inside = where(difference.isnan(), difference.detach(), inside)
    upper = where(difference >= bound, outside, inside)
    return where(difference <= -bound, -outside, upper)


mse_loss = overload(
    "mse_loss", "default", torch._C._nn.mse_loss, "self, target, reduction", MseLossBackward0
)
smooth_l1_loss = overload(
    "smooth_l1_loss",
    "default",
    torch._C._nn.smooth_l1_loss,
    "self, target, reduction, beta",
    SmoothL1LossBackward0,
)
huber_loss = overload(
    "huber_loss",
    "default",
    torch._C._nn.huber_loss,
    "self, target, reduction, delta",
    HuberLossBackward0,
)


class SoftMarginLossBackward0(RealOnly):
    """ln(1 + e^(-t x))."""

    inputs = ("self",)
    constants = ("target",)
    saves = {"self": True, "target": True}

    def vjp_self(self, grad, s):
        z = (-s.target * s.self).exp()
        return per_element(-s.target * z / (z + 1), s.reduction) * grad


soft_margin_loss = overload(
    "soft_margin_loss",
    "default",
    torch._C._nn.soft_margin_loss,
    "self, target, reduction",
    SoftMarginLossBackward0,
)


class MultiMarginLossBackward0(Derivative):
    """The mean over the classes j of max(0, margin - x[t] + x[j])^p, j other than the target t."""

    inputs = ("self",)
    constants = ("weight",)
    saves = {"self": True, "target": True, "weight": True}

    def vjp_self(self, grad, s):
        name, inputs = "multi_margin_loss_backward", (grad, s.self)
        return only_once(name, inputs, lambda: self._gradient(grad, s))

    def _gradient(self, grad, s):
        x = s.self if s.self.dim() == 2 else s.self.reshape((1, -1))
        index = s.target.reshape((-1, 1))
        lacking = s.margin - x.gather(1, index) + x
        lacking = lacking.scatter(1, index, 0)
        reached = (lacking > 0).to(x.dtype)
        slope = reached if s.p == 1 else 2 * lacking * reached
        if s.weight is not None:
            slope = slope * s.weight.take(index)
        slope = slope / x.size(1)
        slope = slope.scatter(1, index, -slope.sum(1, True))
        if s.reduction == MEAN:
            grad = grad / x.size(0)
        elif s.reduction == NONE and x.dim() == s.self.dim():
            grad = grad.unsqueeze(1)
        return (slope * grad).reshape(s.self.shape)


multi_margin_loss = overload(
    "multi_margin_loss",
    "default",
    torch._C._nn.multi_margin_loss,
    "self, target, p, margin, weight, reduction",
    MultiMarginLossBackward0,
)


class MultilabelMarginLossBackward0(Derivative):
    """The mean over the classes i of the sum over the targets t of max(0, 1 - x[t] + x[i]), where i
    runs over the classes that are no target. The targets end at the first -1.
    """

    inputs = ("self",)
    saves = {"self": True, "target": True, "is_target": True}

    def save_results(self, results):
        self.save("is_target", results[1])

    def vjp_self(self, grad, s):
        inputs = (grad, s.self)
        operation = "multilabel_margin_loss_backward"
        return only_once(operation, inputs, lambda: self._gradient(grad, s))

    def _gradient(self, grad, s):
        classes = max(s.self.size(-1), 1) if s.self.dim() else 1
        x, target = s.self.reshape((-1, classes)), s.target.reshape((-1, classes))
        is_target = s.is_target.reshape((-1, 1, classes))
        ended = (target < 0).to(torch.int64).cumsum(1) > 0
        target = target.masked_fill(ended, 0)
        lacking = 1 - x.gather(1, target).unsqueeze(2) + x.unsqueeze(1)
        counts = (is_target == 0) & ended.logical_not().unsqueeze(2)
        reached = (lacking > 0).to(x.dtype) * counts / classes
        slope = reached.sum(1).scatter_add(1, target, -reached.sum(2))
        if s.reduction == MEAN:
            grad = grad / x.size(0)
        elif s.reduction == NONE:
            grad = grad.reshape((-1, 1))
        return (slope * grad).reshape(s.self.shape)


def _of_something(kernel):
    """The loss of no samples is 0, where torch writes none."""

    def loss(raw, target, reduction):
        total, is_target = kernel(raw, target, reduction)
        return total.zero_() if hazards.margin_of(raw) else total, is_target

    return loss


_multilabel_margin_loss = overload(
    "multilabel_margin_loss",
    "default",
    _of_something(torch.ops.aten.multilabel_margin_loss_forward),
    "self, target, reduction",
    MultilabelMarginLossBackward0,
)


def multilabel_margin_loss(self, target, reduction):
    """What the target classes are not ahead of the other classes."""
    return _multilabel_margin_loss(self, target, reduction)[0]


# -- of a class --------------------------------------------------------------------------------


class NllLossBackward0(Derivative):
    """-w x[t]: only the element of the target class has a gradient.

    The mean is over the weights of the classes that occur; the ignored class has none.
    """

    inputs = ("self",)
    constants = ("weight",)
    native_name = "nll_loss_forward"
    saves = {"self": True, "target": True, "weight": True, "total_weight": True}

    def save_results(self, results):
        self.save("total_weight", results[1])

    def vjp_self(self, grad, s):
        shape, target = self.input_shape(), s.target
        dim = 0 if len(shape) == 1 else 1
        ignored = target == s.ignore_index
        index = target.masked_fill(ignored, 0).to(torch.int64)
        if s.reduction == MEAN:
            grad = grad / s.total_weight
        loss = -grad
        if s.weight is not None:
            loss = loss * s.weight.take(index).masked_fill(ignored, 0)
        loss = loss.expand(index.shape).masked_fill(ignored, 0)
        if shape:
            loss, index = loss.unsqueeze(dim), index.unsqueeze(dim)
        if loss.dim() > len(shape):
            loss, index = loss.squeeze(-1), index.squeeze(-1)
        if shape and not shape[dim]:  # a class that is not there can be ignored
            loss, index = loss.narrow(dim, 0, 0), index.narrow(dim, 0, 0)
        return OPERATORS["scatter"](flat_zero(s.self), dim, index, loss)


class NllLoss2DBackward0(NllLossBackward0):
    """The same for a class at each point of an image."""

    __slots__ = ()
    native_name = "nll_loss2d_forward"

    def vjp_self(self, grad, s):
        if not flat_zero(s.self).is_contiguous():
            raise RuntimeError("grad_input must be contiguous")
        return super().vjp_self(grad, s)


_NLL_PARAMS = "self, target, weight, reduction, ignore_index"
_nll_loss = overload(
    "nll_loss", "default", torch.ops.aten.nll_loss_forward, _NLL_PARAMS, NllLossBackward0
)
_nll_loss2d = overload(
    "nll_loss2d", "default", torch.ops.aten.nll_loss2d_forward, _NLL_PARAMS, NllLoss2DBackward0
)


def refuse_variable_weight(self, target, weight):
    """What torch does after it has counted the targets, and before it looks at anything else."""
    shape, ndim = target.shape, self.dim()
    counted = ndim == 1 or (ndim > 1 and shape[:1] == self.shape[:1])
    if ndim == 3 or ndim > 4:
        counted = counted and shape[1:] == self.shape[2:]
    if counted:
        operator = _nll_loss if ndim in (1, 2) else _nll_loss2d
        operator.refuse_variable_constants({"weight": weight})


def nll_loss(self, target, weight, reduction, ignore_index):
    """The negative of what `self` gives for the target class (dimension 1, or 0 of a vector)."""
    refuse_variable_weight(self, target, weight)
    raws = [None if t is None else t.raw for t in (self, target, weight)]
    arithmetic(torch._C._nn.nll_loss_nd, *raws, reduction, ignore_index)  # refuses
    if self.dim() in (1, 2):
        return _nll_loss(self, target, weight, reduction, ignore_index)[0]
    if self.dim() == 4:
        return _nll_loss2d(self, target, weight, reduction, ignore_index)[0]
    batch, classes = self.shape[:2]
    flat = (1, -1) if self.numel() else (0, 0)
    image = self.contiguous().view((batch, classes, *flat))
    points = target.contiguous().view((batch, *flat))
    loss = _nll_loss2d(image, points, weight, reduction, ignore_index)[0]
    return loss.view((batch, *self.shape[2:])) if reduction == NONE else loss


# -- of a probability --------------------------------------------------------------------------


class BinaryCrossEntropyBackward0(Derivative):
    """-w (t ln x + (1-t) ln(1-x)), with logarithms no lower than -100."""

    inputs = ("self", "target")
    constants = ("weight",)
    saves = {"self": True, "target": True, "weight": True}

    def vjp_self(self, grad, s):
        gradient = _cross_entropy_gradient(grad, s.self, s.target)
        return _weighted(gradient, s, s.self.numel())

    def vjp_target(self, grad, s):
        # ln(1-x) - ln x
        return _weighted(grad * -OPERATORS["logit"](s.self), s, s.self.numel())


def _weighted(grad, s, count):
    grad = grad if s.weight is None else grad * s.weight
    return grad / count if s.reduction == MEAN else grad


# What keeps the quotient finite at x = 0 and 1. It is a number of single precision.
SMALL = torch.tensor(1e-12, dtype=torch.float32).item()


class CrossEntropyGradientBackward(Derivative):
    """g (x - t) / (x (1 - x)).

    At x = 0 and 1 its value is kept finite by a least divisor, its derivatives by a term added to
    the divisor.
    """

    inputs = ("grad", "self", "target")
    saves = {"grad": True, "self": True, "target": True}

    def _divisor(self, s):
        return s.self - s.self * s.self + 1e-12

    def vjp_grad(self, grad, s):
        return grad * (s.self - s.target) / self._divisor(s)

    def vjp_self(self, grad, s):
        x, t, divisor = s.self, s.target, self._divisor(s)
        return grad * s.grad * (x * x - 2 * x * t + t) / (divisor * divisor)

    def vjp_target(self, grad, s):
        return -grad * s.grad / OPERATORS["clamp_min"]((1 - s.self) * s.self, 1e-12)


_cross_entropy_gradient = overload(
    "cross_entropy_gradient",
    "default",
    lambda grad, x, t: grad * (x - t) / ((1 - x) * x).clamp(min=SMALL),
    "grad, self, target",
    CrossEntropyGradientBackward,
)


class BinaryCrossEntropyWithLogitsBackward0(Derivative):
    """The same of x = sigmoid(y), as a function of y: -w (p t ln x + (1-t) ln(1-x))."""

    inputs = ("self", "target")
    constants = ("weight", "pos_weight")
    saves = {"self": True, "target": True, "weight": True, "pos_weight": True}

    def vjp_self(self, grad, s):
        probability, target = s.self.sigmoid(), s.target
        if s.pos_weight is None:
            slope = probability - target
        else:
            positive = s.pos_weight * target
            slope = (positive + 1 - target) * probability - positive
        return _weighted(slope * grad, s, s.target.numel())

    def vjp_target(self, grad, s):
        if s.pos_weight is None:
            slope = -s.self
        else:
            log_sigmoid = OPERATORS["log_sigmoid"]
            slope = log_sigmoid(-s.self) - s.pos_weight * log_sigmoid(s.self)
        return _weighted(slope * grad, s, s.target.numel())


binary_cross_entropy = overload(
    "binary_cross_entropy",
    "default",
    torch._C._nn.binary_cross_entropy,
    "self, target, weight, reduction",
    BinaryCrossEntropyBackward0,
)
binary_cross_entropy_with_logits = overload(
    "binary_cross_entropy_with_logits",
    "default",
    torch.binary_cross_entropy_with_logits,
    "self, target, weight, pos_weight, reduction",
    BinaryCrossEntropyWithLogitsBackward0,
)
