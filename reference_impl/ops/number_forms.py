"""Arithmetic with a number, as torch's own composite functions do it: a node with one edge.

`x * 2` written in Python makes a tensor of the 2 and records two edges; a function that torch
implements in C++ calls these forms, which record one.
"""

import torch

from .arithmetic import conj, scaled
from .declare import Derivative
from .overloads import overload


class AddBackward1(Derivative):
    """x + a."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return grad


class SubBackward1(AddBackward1):
    """x - a."""

    __slots__ = ()


class MulBackward1(Derivative):
    """x a."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return scaled(grad, conj(s.other))


class DivBackward1(Derivative):
    """x / a."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return over_number(grad, conj(s.other))


def _form(name, node):
    in_place = getattr(torch.Tensor, name + "_")
    return overload(name, "Scalar", getattr(torch, name), "self, other", node, in_place)


plus_number = _form("add", AddBackward1)
minus_number = _form("sub", SubBackward1)
times_number = _form("mul", MulBackward1)
over_number = _form("div", DivBackward1)
