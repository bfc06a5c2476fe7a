"""`repr` of a tensor, as torch prints it: the values, then what is not the default."""

import torch
from torch._tensor_str import PRINT_OPTS

from . import semantics
from .dual_numbers import shown


def tensor_text(tensor):
    """`tensor([1., 2.], requires_grad=True)`, lines broken where torch breaks them."""
    from .nn.parameter import Parameter

    text = repr(tensor.raw)[:-1]  # without the closing bracket
    indent = len("tensor(")
    line = len(text) - text.rfind("\n") + 1
    for suffix in suffixes(tensor):
        if line + len(suffix) + 2 > PRINT_OPTS.linewidth:
            text += ",\n" + " " * indent + suffix
            line = indent + len(suffix)
        else:
            text += ", " + suffix
            line += len(suffix) + 2
    text += ")"
    return "Parameter containing:\n" + text if isinstance(tensor, Parameter) else text


def suffixes(tensor):
    """What autograd adds to the text: the node's name or that a leaf requires grad; a tangent."""
    shows_tangent = tensor._tangent is not None and shown()
    return [*_history(tensor), *([f"tangent={tensor._tangent}"] if shows_tangent else [])]


def _history(tensor):
    try:
        node = tensor.grad_fn
    except RuntimeError:
        if not semantics.current().invalid_views_can_be_printed:
            raise
        # Renewing the node of a view that may not be renewed raises; printing says so instead.
        return ["grad_fn=<Invalid>"]
    if node is not None:
        return [f"grad_fn=<{node.name().rsplit('::', 1)[-1]}>"]
    return ["requires_grad=True"] if tensor.requires_grad else []


def set_printoptions(*args, **kwargs):
    torch.set_printoptions(*args, **kwargs)
