"""`sigmoid` and `tanh`, which saturate: their gradients are operators of their own.

Where the output y nears 1, the slopes (1-y) y and 1 - y² cancel, and how they were rounded shows in
many digits: the next step of a program (`1 / x.grad`) makes a visible difference of it. So each
gradient is one kernel, with the roundings that its device gives it. 1 - y² is rounded once, by a
fused multiply-add; half precision is rounded at the end, but for the sigmoid of float16, and for
tanh on CUDA, where each step is rounded.
"""

import torch

from .arithmetic import conj
from .declare import Derivative, define
from .pointwise import elementwise


def _sigmoid_gradient(grad, y):
    if y.dtype == torch.bfloat16:
        return _sigmoid_gradient(grad.float(), y.float()).to(y.dtype)
    return grad * (1 - y) * y


def _tanh_gradient(grad, y):
    is_half = y.dtype in (torch.float16, torch.bfloat16)
    if is_half and y.device.type == "cuda":
        return grad * (1 - y * y)
    if is_half:
        return _tanh_gradient(grad.float(), y.float()).to(y.dtype)
    # `addcmul` is where torch's arithmetic fuses a product with a sum.
    return grad * torch.addcmul(y.new_ones(()), y, y, value=-1)


class SigmoidBackwardBackward0(Derivative):
    """z = g (1-y) y: dz/dg = (1-y) y, and dz/dy = g (1 - 2y)."""

    saves = {"grad_output": "output", "output": True}

    def vjp_grad_output(self, grad, s):
        return conj(sigmoid_gradient(conj(grad), s.output))

    def vjp_output(self, grad, s):
        return grad * conj(s.grad_output * (1 - 2 * s.output))


class TanhBackwardBackward0(Derivative):
    """z = g (1-y²): dz/dg = 1-y², and dz/dy = -2gy."""

    saves = {"grad_output": "output", "output": True}

    def vjp_grad_output(self, grad, s):
        return conj(tanh_gradient(conj(grad), s.output))

    def vjp_output(self, grad, s):
        return grad * conj(-2 * s.output * s.grad_output)


def _gradient(name, kernel, node):
    return define(name, kernel, "grad_output, output", node, False, False, False)


sigmoid_gradient = _gradient("_sigmoid_gradient", _sigmoid_gradient, SigmoidBackwardBackward0)
tanh_gradient = _gradient("_tanh_gradient", _tanh_gradient, TanhBackwardBackward0)

elementwise("sigmoid", "SigmoidBackward0", of_output=sigmoid_gradient)
elementwise("tanh", "TanhBackward0", of_output=tanh_gradient)
