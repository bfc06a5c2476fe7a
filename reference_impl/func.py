"""`torch.func`: functions made of functions, and modules called with other parameters.

Source: https://pytorch.org/docs/stable/generated/torch.func.functional_call.html
"""

import contextlib
from collections import ChainMap

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


def functional_call(module, parameters_and_buffer_dicts, args=None, kwargs=None):
    """`module(*args, **kwargs)` with these tensors in the place of its own, by their paths."""
    # rule: modules.functional-call
    given = parameters_and_buffer_dicts
    tensors = given if isinstance(given, dict) else dict(ChainMap(*given))
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    with contextlib.ExitStack() as stack:
        for path, tensor in tensors.items():
            stack.enter_context(_replaced(module, path, tensor))
        return module(*args, **(kwargs or {}))


@contextlib.contextmanager
def _replaced(module, path, tensor):
    prefix, _, name = path.rpartition(".")
    owner = module.get_submodule(prefix)
    tables = (owner._parameters, owner._buffers)
    table = next((table for table in tables if name in table), None)
    if table is None:
        yield  # a name that the module does not have is ignored
        return
    before, table[name] = table[name], tensor
    try:
        yield
    finally:
        table[name] = before
