"""One name, several forms: `max()`, `max(dim)` and `max(other)` are three operators in torch.

Each form has a node of its own. `overload` declares a form without making it public; the public
function looks at its arguments and calls one of them.
"""

import torch

from .declare import OPERATORS, Derivative, Operator, define


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
    """An operator that torch runs on complex numbers but refuses to differentiate for them."""

    __slots__ = ()
    native_name = None  # torch's own name of it, where that is another

    def add_output(self, tensor):
        if tensor.is_complex():
            name = self.native_name or self.operator.name
            raise RuntimeError(
                f"{name} does not support automatic differentiation for outputs with complex dtype."
            )
        return super().add_output(tensor)
