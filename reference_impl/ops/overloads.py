"""One name, several forms: `max()`, `max(dim)` and `max(other)` are three operators in torch.

Each form has a node of its own. `overload` declares a form without making it public; the public
function looks at its arguments and calls one of them.
"""

import torch

from .declare import OPERATORS, Operator, define


def overload(name, form, kernel, params, node, in_place=None):
    """The operator `name` in one of its forms; errors speak of `name`."""
    op = define(f"{name}.{form}", kernel, params, node, in_place, method=False, function=False)
    op.name = op.__name__ = name
    OPERATORS.pop(f"{name}.{form}_", None)
    return op


def into_given(out, name, params, *values):
    """`torch.name(..., out=out)`, for a function that is otherwise made of other operators."""
    operator = Operator(name, getattr(torch, name), params)
    return operator.into(out, operator.bind(values, {}))
