"""Random numbers whose distribution depends on tensors: `normal`, `bernoulli`, `poisson`.

Their gradient is zero: how the numbers that were drawn depend on the parameters is not followed.
They draw the same numbers as torch does.
"""

import torch

from ..factories import leaf
from ..tensor import Tensor
from .declare import Derivative, composite, define, operator
from .not_implemented import RealOnly, without_derivative
from .overloads import overload


class _NormalBackward(RealOnly):
    """The mean and the deviation, where they are tensors, get zeros."""

    __slots__ = ()
    native_name = "normal"

    def vjp_mean(self, grad, s):
        return grad.new_zeros(self.input_shape("mean"))

    def vjp_std(self, grad, s):
        return grad.new_zeros(self.input_shape("std"))


def _normal_node(number, *inputs):
    return type(f"NormalBackward{number}", (_NormalBackward,), {"__slots__": (), "inputs": inputs})


def _normal_form(form, node):
    return overload("normal", form, torch.normal, "mean, std=1, *, generator=None", node)


_of_mean = _normal_form("Tensor_float", _normal_node(1, "mean"))
_of_std = _normal_form("float_Tensor", _normal_node(2, "std"))
_of_both = _normal_form("Tensor_Tensor", _normal_node(3, "mean", "std"))


@composite(method=False)
def normal(mean, std=1, size=None, *, generator=None, requires_grad=False, out=None, **kwargs):
    """Normally distributed numbers: a mean and a deviation for each, or one of them for all."""
    of_tensors = isinstance(mean, Tensor), isinstance(std, Tensor)
    forms = {(True, False): _of_mean, (False, True): _of_std, (True, True): _of_both}
    if any(of_tensors):
        return forms[of_tensors](mean, std, generator=generator, out=out)
    raw = torch.normal(mean, std, size, generator=generator, **kwargs)
    return leaf(raw, requires_grad)


class BernoulliBackward0(Derivative):
    """1 with these probabilities, and else 0."""

    def vjp_self(self, grad, s):
        return grad.new_zeros(grad.shape)


_bernoulli = overload(
    "bernoulli", "default", torch.bernoulli, "self, *, generator=None", BernoulliBackward0
)
_bernoulli_p = overload(
    "bernoulli",
    "p",
    torch.bernoulli,
    "self, p, *, generator=None",
    without_derivative("bernoulli"),
)


@composite()
def bernoulli(self, p=None, *, generator=None, out=None):
    """1 with probability `self`, or of the size of `self` with probability `p`."""
    if p is None:
        return _bernoulli(self, generator=generator, out=out)
    return _bernoulli_p(self, p, generator=generator)


define("multinomial", torch.multinomial, "self, num_samples, replacement=False, *, generator=None")


@operator("poisson", torch.poisson, "self, generator=None", method=False)
class PoissonBackward0(BernoulliBackward0):
    """Counts with these means."""

    __slots__ = ()
    inputs = ("self",)
