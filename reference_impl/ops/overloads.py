"""One name, several forms: `max()`, `max(dim)` and `max(other)` are three operators in torch.

Each form has a node of its own. `overload` declares a form without making it public; the public
function looks at its arguments and calls one of them.
"""

import torch

from ..grad_mode import mode
from ..recording import any_requires_grad
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, Operator, define, edge_of
from .memory import NotImplementedNode


def overload(name, form, kernel, params, node, in_place=None):
    """The operator `name` in one of its forms; errors speak of `name`."""
    op = define(f"{name}.{form}", kernel, params, node, in_place, method=False, function=False)
    op.name = op.__name__ = name
    OPERATORS.pop(f"{name}.{form}_", None)
    return op


def into_given(out, name, params, *values):
    """`torch.name(..., out=out)`, for a function that is otherwise made of other operators."""
    return Operator(name, getattr(torch, name), params)(*values, out=out)


class RealOnly(Derivative):
    """An operator that torch runs on complex numbers but refuses to differentiate for them.

    It does not refuse the in-place form.
    """

    __slots__ = ("in_place",)
    native_name = None  # torch's own name of it, where that is another

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.in_place = in_place
        return node

    def add_output(self, tensor):
        if tensor.is_complex() and not self.in_place:
            name = self.native_name or self.operator.name
            raise RuntimeError(
                f"{name} does not support automatic differentiation for outputs with complex dtype."
            )
        return super().add_output(tensor)


# -- derivatives that have none themselves -----------------------------------------------------


class NoDerivative(NotImplementedNode):
    """The text for an operator of torch's own, by its name."""

    __slots__ = ()

    def apply(self, grads):
        raise RuntimeError(f"derivative for aten::{self.operation} is not implemented")


class NoSecondDerivative(NotImplementedNode):
    """The other text that torch has for a derivative that is not implemented."""

    __slots__ = ()

    def apply(self, grads):
        raise NotImplementedError(f"the derivative for '{self.operation}' is not implemented.")


class SeveralZeros(NotImplementedNode):
    """A product of several zeros, whose second derivative torch does not compute."""

    __slots__ = ()

    def apply(self, grads):
        raise RuntimeError(self.operation)


def only_once(operation, inputs, gradient, node_class=NoDerivative):
    """What `gradient()` gives; differentiating it with respect to `inputs` raises."""
    recording, mode.grad = mode.grad, False
    try:
        made = gradient()
    finally:
        mode.grad = recording
    if made is not None and made._is_view():  # of memory that nobody else looks at
        made = Tensor._wrap(made.raw)
    if made is not None and recording and any_requires_grad(inputs):
        node = node_class([edge_of(tensor) for tensor in inputs])
        node.operation = operation
        made.set_history(node)
    return made
