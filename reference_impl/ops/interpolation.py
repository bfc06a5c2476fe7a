"""`lerp`, `addcmul`, `addcdiv`, `ldexp`: several steps of arithmetic as one operator."""

import math

import torch

from .. import semantics
from ..factories import FACTORIES
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, Derivative, strip, write_into
from .number_forms import times_number
from .pointwise import pointwise, publish
from .special_nodes import OneOf, refuse_complex


class LerpBackward0(Derivative):
    """z = x + w (y - x), w a number."""

    inputs = ("self", "end")

    def vjp_self(self, grad, s):
        return times_number(grad, 1 - conj(s.weight))

    def vjp_end(self, grad, s):
        return times_number(grad, conj(s.weight))


class LerpBackward1(Derivative):
    """z = x + w (y - x), w a tensor."""

    inputs = ("self", "end", "weight")
    saves = {"self": "weight", "end": "weight", "weight": True}

    def vjp_self(self, grad, s):
        return grad * (1 - conj(s.weight))

    def vjp_end(self, grad, s):
        return grad * conj(s.weight)

    def vjp_weight(self, grad, s):
        return grad * conj(s.end - s.self)


def _lerp_node(values):
    return LerpBackward1 if isinstance(values["weight"], Tensor) else LerpBackward0


pointwise("lerp", torch.lerp, "self, end, weight", OneOf(_lerp_node))


class AddcmulBackward0(Derivative):
    """z = x + v a b, v a number."""

    saves = {"tensor1": "tensor2", "tensor2": "tensor1"}

    def vjp_self(self, grad, s):
        return grad

    def vjp_tensor1(self, grad, s):
        return grad * conj(s.tensor2 * s.value)

    def vjp_tensor2(self, grad, s):
        return grad * conj(s.tensor1 * s.value)


class AddcdivBackward0(Derivative):
    """z = x + v a / b, v a number."""

    saves = {"tensor1": "tensor2", "tensor2": True}

    def vjp_self(self, grad, s):
        return grad

    def vjp_tensor1(self, grad, s):
        return grad * conj(s.value / s.tensor2)

    def vjp_tensor2(self, grad, s):
        return -grad * conj(s.tensor1 * s.value / (s.tensor2 * s.tensor2))


pointwise("addcmul", torch.addcmul, "self, tensor1, tensor2, *, value=1", AddcmulBackward0)
pointwise("addcdiv", torch.addcdiv, "self, tensor1, tensor2, *, value=1", AddcdivBackward0)


class LdexpBackward0(Derivative):
    """z = x 2^y."""

    saves = {"other": "self", "result": True}

    def vjp_self(self, grad, s):
        grad = grad * conj(OPERATORS["pow"](2.0, s.other))
        return refuse_complex(grad, self._metadata("self"))

    def vjp_other(self, grad, s):
        grad = grad * conj(s.result) * math.log(2)
        return refuse_complex(grad, self._metadata("other"))


_ldexp = pointwise("ldexp", torch.ldexp, "self, other", LdexpBackward0)


def ldexp(self, other, *, out=None):
    """x 2^y: one operator, where it used to be a product with a power."""
    if semantics.current().ldexp_is_one_operator:
        return _ldexp(self, other, out=out)
    if out is None:
        return self * OPERATORS["pow"](_base_of_power(self), other)
    inputs = (self, other)
    return write_into(out, "mul", torch.ldexp, inputs, [strip(each) for each in inputs], {})


def _base_of_power(x):
    """2; of the dtype of x where the power of a number would have another."""
    if not semantics.current().ldexp_keeps_the_dtype:
        return 2.0
    if x.dtype == torch.float32 or not (x.dtype.is_floating_point or x.dtype.is_complex):
        return 2.0
    return FACTORIES["full"]((), 2.0, dtype=x.dtype, device=x.device)


def ldexp_(self, other):
    """In place; once, as into a given tensor, of which there is no history."""
    if semantics.current().ldexp_is_one_operator:
        return _ldexp.in_place(self, other)
    return ldexp(self, other, out=self)


publish("ldexp", ldexp, ldexp_)


class FrexpBackward0(Derivative):
    """x = m 2^e: the exponent is a step function, so dm/dx = 2^-e."""

    inputs = ("self",)
    saves = {"exponent": True}

    def save_results(self, results):
        self.save("exponent", results[1])

    def vjp_self(self, grad, s):
        return grad / s.exponent.exp2()


pointwise("frexp", torch.frexp, "self", FrexpBackward0)
