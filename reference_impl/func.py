"""`torch.func`: functions made of functions, and models stacked to be called as one.

Source: https://pytorch.org/docs/stable/func.api.html
"""

from .functional_call import functional_call  # noqa: F401
from .ops.declare import OPERATORS
from .transforms import (  # noqa: F401
    grad,
    grad_and_value,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    linearize,
    vjp,
)
from .vmap import vmap  # noqa: F401


def stack_module_state(models):
    """The parameters of several models of one kind, stacked into new leaves; and the buffers."""
    if not models:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    if not (all(m.training for m in models) or all(not m.training for m in models)):
        raise RuntimeError(
            "stack_module_state: Expected all models to have the same training/eval mode."
        )
    if not all(type(m) is type(models[0]) for m in models):
        raise RuntimeError("stack_module_state: Expected all models to be of the same class.")
    named = [dict(m.named_parameters()) for m in models]
    params = {k: _stacked_leaf([tensors[k] for tensors in named], k) for k in named[0]}
    named = [dict(m.named_buffers()) for m in models]
    buffers = {k: _stacked_leaf([tensors[k] for tensors in named], k) for k in named[0]}
    return params, buffers


def _stacked_leaf(tensors, name):
    flags = {tensor.requires_grad for tensor in tensors}
    if len(flags) > 1:
        raise RuntimeError(f"Expected {name} from each model to have the same .requires_grad")
    stacked = OPERATORS["stack"](tensors).detach()
    return stacked.requires_grad_() if flags == {True} else stacked
