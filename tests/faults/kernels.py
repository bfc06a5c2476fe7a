"""How a fault reaches into one operator: its forward kernel, or the node it leaves in the graph.

Both keep the node's name, its saved tensors, its version checks and its error texts, so that what
a suite can notice is the fault and not the way it was planted. (A torch.autograd.Function in the
operator's place would be noticed at once by its name.)
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from types import ModuleType
from typing import Any

# Dropping a chain of some 100,000 nodes that Python has looked at overflows the stack of a healthy
# torch 2.13. So faults leave the nodes beyond so many living ones alone.
NODES_LOOKED_AT = 5_000

_libraries = []  # torch takes a registration back when its Library is collected
_living: weakref.WeakSet[_NodeHook] = weakref.WeakSet()


def replace_kernel(torch: ModuleType, operator: str, faulty: Callable[..., Any]) -> None:
    """Let `faulty(right, *args)` stand in for the autograd kernel of an ATen operator.

    `right(*args)` is the kernel as torch came with it. Only operators that take no Python numbers
    in the place of tensors can be replaced: `x * 2` would reach the kernel as a product with a
    0-dim tensor, and promote the dtype differently.
    """
    kernel = torch.library.get_kernel(f"aten::{operator}", "AutogradCPU")
    library = torch.library.Library("aten", "IMPL")

    def entry(keyset, *args, **kwargs):
        def right(*args, **kwargs):
            return kernel.call_boxed(keyset, *args, **kwargs)

        return faulty(right, *args, **kwargs)

    library.impl(operator, entry, "AutogradCPU", with_keyset=True)
    _libraries.append(library)


def replace_gradient(
    torch: ModuleType, operator: str, gradient: Callable[..., Callable | None]
) -> None:
    """Break what the node of an ATen operator hands back.

    `gradient(output, *args)` is asked in the forward pass, with the operator's arguments, and
    returns a hook for its node (`on_node`), or None to leave it alone.
    """

    def faulty(right, *args, **kwargs):
        output = right(*args, **kwargs)
        node_of = output[0] if isinstance(output, tuple) else output
        if node_of.requires_grad:
            hook = gradient(node_of.detach(), *args, **kwargs)
            if hook is not None:
                on_node(node_of, hook)
        return output

    replace_kernel(torch, operator, faulty)


def on_node(output: Any, hook: Callable[[tuple, tuple], tuple | None]) -> None:
    """Let `hook(grad_inputs, grad_outputs)` replace what the node of `output` hands back.

    The hook must not hold on to `output` itself: it would keep the graph alive.
    """
    if output.grad_fn is not None and len(_living) < NODES_LOOKED_AT:
        output.grad_fn.register_hook(_NodeHook(hook))


def replace_binary(
    torch: ModuleType, name: str, look: Callable[[Any, Any, Any], None], operator: str = ""
) -> None:
    """Let `look(result, a, b)` see every recorded `a <op> b`, `a.name(b)` and `torch.name(a, b)`.

    This is for operators whose kernel cannot be replaced (see `replace_kernel`).
    """

    def looked_at(function):
        @functools.wraps(function)
        def faulty(*args, **kwargs):
            result = function(*args, **kwargs)
            operands = [*args, *(kwargs[key] for key in ("input", "other") if key in kwargs)]
            if isinstance(result, torch.Tensor) and result.requires_grad:
                look(result, operands[0], operands[1])
            return result

        return faulty

    spellings = [(torch.Tensor, operator or f"__{name}__"), (torch.Tensor, name), (torch, name)]
    for owner, spelling in spellings:
        if hasattr(owner, spelling):
            setattr(owner, spelling, looked_at(getattr(owner, spelling)))


class _NodeHook:
    """A hook that is counted for as long as its node lives."""

    def __init__(self, hook: Callable[[tuple, tuple], tuple | None]):
        self._hook = hook
        _living.add(self)

    def __call__(self, grad_inputs: tuple, grad_outputs: tuple) -> tuple | None:
        if grad_outputs[0] is None or all(each is None for each in grad_inputs):
            return None
        return self._hook(grad_inputs, grad_outputs)


def change_only(index: int, change: Callable[[Any, Any], Any]) -> Callable[[tuple, tuple], tuple]:
    """A node hook: the gradient of input `index` becomes `change(gradient, grad_output)`."""

    def hook(grad_inputs, grad_outputs):
        changed = list(grad_inputs)
        if changed[index] is not None:
            changed[index] = change(changed[index], grad_outputs[0])
        return tuple(changed)

    return hook
