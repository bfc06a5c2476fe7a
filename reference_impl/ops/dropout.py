"""Dropout: products with random noise. It draws the same random numbers as torch does.

In evaluation, or with p = 0, the result is the input itself.
"""

import math

import torch

from .. import semantics
from ..storage import arithmetic
from ..tensor import Tensor
from .backward_operators import native_dropout_backward
from .declare import FUNCTIONS, OPERATORS
from .not_implemented import RealOnly
from .overloads import overload
from .pointwise import publish

_ALPHA = 1.7580993408473766  # of selu: what a unit that is off is set to, negated


class NativeDropoutBackward0(RealOnly):
    """Noise and product in one: the gradient is g m / (1 - p), with the mask m that was drawn."""

    inputs = ("self",)
    saves = {"self": "mask"}

    def save_results(self, results):
        self.save("mask", results[1])

    def vjp_self(self, grad, s):
        scale = 1.0 if s.train is False else 0.0 if s.p == 1 else 1 / (1 - s.p)
        return native_dropout_backward(grad, s.mask, scale)


native_dropout = overload(
    "native_dropout",
    "default",
    torch.ops.aten.native_dropout,
    "self, p, train",
    NativeDropoutBackward0,
)
FUNCTIONS["native_dropout"] = native_dropout


def _dropout(self, p, train, in_place, by_channel=False, alpha=False):
    if p < 0 or p > 1:
        raise RuntimeError(f"dropout probability has to be between 0 and 1, but got {p:g}")
    if p == 0 or not train or self.numel() == 0:
        # rule: operators.eval-dropout-is-identity
        return self
    if self.device.type == "cuda" and 0 < p < 1 and not (in_place or by_channel or alpha):
        return native_dropout(self, p, train)[0]
    multiply = OPERATORS["mul_" if in_place else "mul"]
    if p == 1:
        return multiply(self, Tensor._wrap(torch.zeros((), dtype=self.dtype, device=self.device)))
    keep = _kept(self, p, by_channel)
    if not alpha:
        return multiply(self, Tensor._wrap(arithmetic(keep.div_, 1 - p)))
    scale = 1 / math.sqrt((_ALPHA * _ALPHA * p + 1) * (1 - p))
    off = arithmetic(lambda: keep.add(-1).mul_(_ALPHA * scale).add_(_ALPHA * scale * p))
    keep = arithmetic(keep.mul_, scale)
    return multiply(self, Tensor._wrap(keep)).add_(Tensor._wrap(off))


def _kept(self, p, by_channel):
    """1 where an element, or a channel of a sample, is kept, and 0 where it is dropped."""
    dtype = self.dtype
    if semantics.current().dropout_takes_complex_numbers:
        dtype = dtype.to_real() if dtype.is_complex else dtype
    if not by_channel:
        noise = arithmetic(torch.empty_like, self.raw, dtype=dtype)
    elif self.dim() < 2:
        raise RuntimeError("Feature dropout requires at least 2 dimensions in the input")
    else:
        size = (*self.shape[:2], *[1] * (self.dim() - 2))
        noise = arithmetic(self.raw.new_empty, size, dtype=dtype)
    return arithmetic(noise.bernoulli_, 1 - p)


def _declare(name, **kind):
    def out_of_place(input, p, train):
        return _dropout(input, p, train, False, **kind)

    def in_place(input, p, train):
        return _dropout(input, p, train, True, **kind)

    out_of_place.__name__, in_place.__name__ = name, name + "_"
    publish(name, out_of_place, in_place)


_declare("dropout")
_declare("alpha_dropout", alpha=True)
_declare("feature_dropout", by_channel=True)
_declare("feature_alpha_dropout", by_channel=True, alpha=True)
