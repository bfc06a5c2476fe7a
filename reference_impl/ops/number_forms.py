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
        return grad / conj(s.other)


plus_number = overload("add", "Scalar", torch.add, "self, other", AddBackward1)
minus_number = overload("sub", "Scalar", torch.sub, "self, other", SubBackward1)
times_number = overload("mul", "Scalar", torch.mul, "self, other", MulBackward1)
over_number = overload("div", "Scalar", torch.div, "self, other", DivBackward1)
