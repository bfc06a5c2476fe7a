"""`torch.func`: functions made of functions, and modules called with other parameters.

Source: https://pytorch.org/docs/stable/generated/torch.func.functional_call.html
"""

import contextlib
from collections import ChainMap

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
