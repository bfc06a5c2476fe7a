"""Functions of one number: exponentials, roots, trigonometry, activations, rounding."""

import torch

from .arithmetic import conj, zeros_like
from .declare import OPERATORS, Derivative, define, operator


@operator("exp", torch.exp, in_place=True)
class ExpBackward0(Derivative):
    """y = e^x: dy/dx = y."""

    saves = {"result": True}

    def vjp_self(self, grad, s):
        return grad * conj(s.result)


@operator("sigmoid", torch.sigmoid, in_place=True)
class SigmoidBackward0(Derivative):
    """y = 1 / (1 + e^-x): dy/dx = y (1 - y). Only the output is kept."""

    saves = {"result": True}

    def vjp_self(self, grad, s):
        y = s.result
        return grad * conj(y * (1 - y))


@operator("sin", torch.sin, in_place=True)
class SinBackward0(Derivative):
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return grad * conj(OPERATORS["cos"](s.self))


@operator("cos", torch.cos, in_place=True)
class CosBackward0(Derivative):
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return -grad * conj(OPERATORS["sin"](s.self))


class _Flat(Derivative):
    """A step function: its derivative is 0 wherever it has one."""

    __slots__ = ()

    def vjp_self(self, grad, s):
        return zeros_like(grad)


def _flat(name, node_name, kernel):
    node = type(node_name, (_Flat,), {"__slots__": (), "vjp_self": _Flat.vjp_self})
    define(name, kernel, "self", node, in_place=True)


_flat("floor", "FloorBackward0", torch.floor)
_flat("ceil", "CeilBackward0", torch.ceil)
_flat("trunc", "TruncBackward0", torch.trunc)
_flat("sign", "SignBackward0", torch.sign)
