"""`softmax`, `log_softmax` and `logsumexp`: exponentials that sum to one, and their logarithms."""

import math

import torch

from .arithmetic import conj
from .declare import Derivative, composite, define, operator
from .not_implemented import RealOnly
from .overloads import overload
from .reductions import with_reduced_dims


@operator("logsumexp", torch.logsumexp, "self, dim, keepdim=False")
class LogsumexpBackward0(Derivative):
    """y = log sum e^x: dy/dx = e^(x - y), the softmax."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        grad = with_reduced_dims(grad, s.dim, s.keepdim, shape)
        result = with_reduced_dims(s.result, s.dim, s.keepdim, shape)
        return grad * conj((s.self - result).exp())


class SoftmaxBackward0(RealOnly):
    """y = e^x / sum e^x: the gradient is y (g - sum g y)."""

    native_name = "_softmax"

    saves = {"result": True}

    def vjp_self(self, grad, s):
        y = s.result
        return y * (grad - (grad * y).sum(s.dim, True))


class LogSoftmaxBackward0(RealOnly):
    """y = x - log sum e^x: the gradient is g - e^y sum g."""

    native_name = "_log_softmax"

    saves = {"result": True}

    def vjp_self(self, grad, s):
        return log_softmax_gradient(grad, s.result, s.dim)


class LogSoftmaxBackwardDataBackward0(Derivative):
    """z = g - e^y sum g, for a cotangent h: dz/dg = h - sum h e^y, and dz/dy = -h e^y sum g."""

    inputs = ("grad_output", "output")
    saves = {"grad_output": "output", "output": True}

    def vjp_grad_output(self, grad, s):
        return grad - (grad * s.output.exp()).sum(s.dim, True)

    def vjp_output(self, grad, s):
        return -s.grad_output.sum(s.dim, True) * s.output.exp() * grad


log_softmax_gradient = define(
    "_log_softmax_gradient",
    lambda grad, y, dim: grad - y.exp() * grad.sum(dim, True),
    "grad_output, output, dim",
    LogSoftmaxBackwardDataBackward0,
    method=False,
    function=False,
)


_softmax = overload("softmax", "int", torch.softmax, "self, dim", SoftmaxBackward0)
_log_softmax = overload("log_softmax", "int", torch.log_softmax, "self, dim", LogSoftmaxBackward0)


@composite()
def softmax(self, dim, dtype=None, *, out=None):
    """e^x over its sum along `dim`; `dtype` is that of the computation."""
    return _softmax(self if dtype is None else self.to(dtype), dim, out=out)


@composite()
def log_softmax(self, dim, dtype=None, *, out=None):
    """The logarithm of `softmax`, computed without leaving the logarithmic scale."""
    return _log_softmax(self if dtype is None else self.to(dtype), dim, out=out)


# -- the softmax of attention, and its gradient as an operator ----------------------------------


class SafeSoftmaxBackward0(SoftmaxBackward0):
    """The softmax, but 0 in place of NaN where every x is -infinity."""

    __slots__ = ()
    native_name = "_safe_softmax"
    inputs = ("self",)


def _safe_kernel(self, dim, dtype=None):
    nothing = (self == -math.inf).all(dim, True)
    return torch.softmax(self, dim, dtype).masked_fill(nothing, 0.0)


safe_softmax = overload(
    "_safe_softmax",
    "default",
    _safe_kernel,
    "self, dim, dtype=None",
    SafeSoftmaxBackward0,
)


class SoftmaxBackwardDataBackward0(Derivative):
    """z = y (g - sum g y), for a cotangent h: dz/dg = y (h - sum h y), the same map again, and
    dz/dy = h (g - sum g y) - g sum h y.
    """

    inputs = ("grad_output", "output")
    saves = {"grad_output": True, "output": True}

    def vjp_grad_output(self, grad, s):
        return softmax_backward_data(grad.to(s.output.dtype), s.output, s.dim, s.input_dtype)

    def vjp_output(self, grad, s):
        inner = (s.grad_output * s.output).sum(s.dim, True)
        return grad * (s.grad_output - inner) - s.grad_output * (grad * s.output).sum(s.dim, True)


softmax_backward_data = overload(
    "_softmax_backward_data",
    "default",
    torch.ops.aten._softmax_backward_data,
    "grad_output, output, dim, input_dtype",
    SoftmaxBackwardDataBackward0,
)
