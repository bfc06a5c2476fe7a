"""Functions of one number, applied to each element by itself: how they are declared.

One line an operator says what it is called, what its node is called, and its gradient:

    elementwise("log", "LogBackward0", of_input=lambda g, x: g / x)
    elementwise("exp", "ExpBackward0", of_output=lambda g, y: g * y)

`of_input` keeps the input for backward, `of_output` the output: this decides which later in-place
writes are errors. `linear` keeps nothing.

The tables are in `exponentials`, `trigonometry`, `rounding`, `signs`, `special` and `activations`.
"""

import torch

from ..tensor import Tensor
from .argument_errors import with_torch_errors
from .arithmetic import conj, zeros_like
from .declare import FUNCTIONS, OPERATORS, Derivative, define


class Elementwise(Derivative):
    """y = f(x): the gradient is g f'(x), for complex x g times the conjugate of f'(x).

    `rule(g, x)` is g f'(x). It is linear in g, so the conjugate is that of `rule(conj(g), x)`.
    """

    __slots__ = ()
    inputs = ("self",)
    rule = None


class OfInput(Elementwise):
    """The gradient is written in terms of the input."""

    __slots__ = ()
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return conj(self.rule(conj(grad), s.self))


class OfOutput(Elementwise):
    """The gradient is written in terms of the output: the input need not be kept."""

    __slots__ = ()
    saves = {"result": True}

    def vjp_self(self, grad, s):
        return conj(self.rule(conj(grad), s.result))


class Linear(Elementwise):
    """The gradient does not depend on where it is taken."""

    __slots__ = ()

    def vjp_self(self, grad, s):
        return self.rule(grad)


def elementwise(name, node_name, of_input=None, of_output=None, linear=None, aliases=()):
    """Declares `name`, with the forms (`torch.name`, `x.name()`, `x.name_()`) that torch has."""
    base, rule = next(
        (base, rule)
        for base, rule in ((OfInput, of_input), (OfOutput, of_output), (Linear, linear))
        if rule is not None
    )
    node = type(node_name, (base,), {"__slots__": (), "rule": staticmethod(rule)})
    pointwise(name, getattr(torch, name), "self", node, aliases)
    return node


def pointwise(name, kernel, params="self", node=None, aliases=(), in_place=None):
    """Declares an operator in the forms torch has of it, also under other names.

    in_place: the kernel of the in-place form, `torch.Tensor.<name>_` if there is one.
    """
    in_place = in_place or getattr(torch.Tensor, name + "_", None)
    op = define(name, kernel, params, node, in_place, method=False, function=False)
    for known in (name, *aliases):
        publish(known, op, op.in_place if in_place else None)
    return op


def publish(name, function, in_place=None):
    """Makes `function` known as `torch.name` and `Tensor.name`, where torch has these."""
    forms = ((name, function),) if in_place is None else ((name, function), (name + "_", in_place))
    for known, form in forms:
        OPERATORS[known] = form
        if hasattr(torch.Tensor, known):
            setattr(Tensor, known, with_torch_errors(torch.Tensor, known, form))
        if hasattr(torch, known):
            FUNCTIONS[known] = with_torch_errors(torch, known, form)


def where(condition, one, other):
    return OPERATORS["where"](condition, one, other)


# -- derivatives that vanish ---------------------------------------------------------------------


class StepBackward0(Derivative):
    """Constant around every point, so that its derivative is 0."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return zeros_like(grad)


_step = define("_step", lambda x, of: of(x), "self, of", StepBackward0, False, False, False)


def step(x, of):
    """`of` of the memory of `x`, as a function of `x` that is flat."""
    return _step(x, of)


def flat_zero(x):
    """0 as a function of `x`.

    Where the gradient of a piecewise linear function is written with it, the second derivative is
    there, and is zero, as in torch; written with a plain 0 it would not be there at all.
    """
    return _step(x, torch.zeros_like)


class GateBackward0(Derivative):
    """Lets the gradient through where the gate is open. Which side of it `x` is on, is flat."""

    inputs = ("grad", "x")
    saves = {"is_open": True}

    def vjp_grad(self, grad, s):
        return where(s.is_open, grad, 0.0)

    def vjp_x(self, grad, s):
        return zeros_like(grad)


def _gate(grad, x, is_open):
    laid_out_as_grad = torch.mul(grad, is_open)
    return laid_out_as_grad.copy_(torch.where(is_open, grad, torch.zeros_like(grad)))


_gate_operator = define("_gate", _gate, "grad, x, is_open", GateBackward0, False, False, False)


def gate(grad, x, is_open):
    """`grad` where `is_open`, and elsewhere 0, as a function of `x` too; laid out as `grad` is."""
    return _gate_operator(grad, x, is_open)
