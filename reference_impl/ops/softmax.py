"""`softmax`, `log_softmax` and `logsumexp`: exponentials that sum to one, and their logarithms."""

import torch

from .arithmetic import conj
from .declare import Derivative, composite, operator
from .overloads import RealOnly, overload
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
        return grad - s.result.exp() * grad.sum(s.dim, True)


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
