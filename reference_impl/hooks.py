"""Tensor hooks: user functions that see a gradient on its way, and may replace it.

Where a hook lives decides when it fires:

* a hook of a *leaf* lives on the tensor, and is read when its `AccumulateGrad` node runs;
* a hook of a *non-leaf* lives on the node that made the tensor (`tensor_prehooks`, by output
  number), and stays there if a later in-place operation gives the tensor a new node. Hooks of
  `retain_grad` move along to the new node.

Source: https://pytorch.org/docs/stable/notes/autograd.html#backward-hooks-execution
"""

import itertools
import weakref
from collections import OrderedDict

import torch

from . import hazards, semantics
from .graph import AccumulateGrad
from .running_transforms import refuse_retaining

_ids = itertools.count()


class RemovableHandle:
    """What registering a hook returns: `remove()` unregisters it, also as a context manager."""

    __module__ = "torch.utils.hooks"

    def __init__(self, hooks):
        self.id = next(_ids)
        self.hooks = weakref.ref(hooks)

    def remove(self):
        # rule: hooks.removed-hook-not-called
        hooks = self.hooks()
        if hooks is not None and self.id in hooks:
            del hooks[self.id]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.remove()


def register(hooks, hook):
    handle = RemovableHandle(hooks)
    hooks[handle.id] = hook
    return handle


CANNOT_REGISTER = "cannot register a hook on a tensor that doesn't require gradient"


def register_hook(tensor, hook):
    """`hook(grad)` is called with the gradient of `tensor`; a result other than None replaces it.

    Raises RuntimeError if the tensor does not require grad.
    """
    if not tensor.requires_grad:
        # rule: hooks.register-needs-requires-grad
        raise RuntimeError(CANNOT_REGISTER)
    hazards.registering_hook(tensor)
    if tensor._hooks is None:
        table = tensor._hooks = OrderedDict()
        node = tensor.grad_fn  # renews that of a stale view, which forgets its hooks, or refuses to
        tensor._hooks = table
        if node is not None:
            attach_to_node(tensor)
    return register(tensor._hooks, hook)


def attach_to_node(tensor):
    """Puts the tensor's hooks on its current node, at its output number."""
    node = tensor.grad_fn
    if node.tensor_prehooks is None:
        node.tensor_prehooks = []
    node.tensor_prehooks.append((tensor._output_nr, tensor._hooks))


def leave_hooks_behind(tensor):
    """An in-place operation gave `tensor` a new node: its hooks stay with the old one."""
    # rule: hooks.in-place-leaves-hooks-on-old-node
    if semantics.current().written_tensors_start_new_hooks:
        tensor._hooks = None


def run_tensor_hooks(node, grads):
    """Calls the tensor hooks of `node` on its incoming gradients, in order; replaces those."""
    accumulates = isinstance(node, AccumulateGrad)
    tables = [(0, node.variable._hooks)] if accumulates else node.tensor_prehooks or ()
    for output_nr, table in tables:
        # rule: hooks.order
        for hook in list(table.values()) if table else ():
            # An output that no gradient arrived for has its hooks called too, with None.
            # rule: hooks.tensor-hook-sees-gradient
            result = hook(grads[output_nr])
            if result is not None:
                # rule: hooks.tensor-hook-replaces-gradient
                check_replacement(grads[output_nr], result, hook)
                grads[output_nr] = result
    # rule: hooks.retain-grad
    # After all other hooks, so that `.grad` shows what they made of the gradient.
    for output_nr, retain in (node.retain_grad_hooks or {}).items():
        if grads[output_nr] is not None:
            # rule: hooks.retain-grad-sees-hooked-value
            retain(grads[output_nr])
    return grads


def run_prehooks(node, grads):
    """`Node.register_prehook` hooks: each sees a tuple, may return a replacement."""
    for hook in list(node.prehooks.values()) if node.prehooks else ():
        # rule: hooks.node-prehook
        result = hook(tuple(grads))
        if result is not None:
            grads = list(as_results(result, grads, hook))
    return grads


def run_posthooks(node, grad_inputs, grad_outputs):
    """`Node.register_hook` hooks: each sees what the node made and what it was given."""
    for hook in list(node.posthooks.values()) if node.posthooks else ():
        # rule: hooks.node-hook
        result = hook(tuple(grad_inputs), tuple(grad_outputs))
        if result is not None:
            grad_inputs = list(as_results(result, grad_inputs, hook))
    return grad_inputs


def as_results(result, originals, hook):
    """What a node hook returned, as a tuple that fits; raises as torch does if it does not."""
    if not isinstance(result, tuple):
        raise TypeError(f"expected tuple, but hook returned '{type(result).__name__}'")
    if len(result) != len(originals):
        raise RuntimeError(
            f"hook '{hook_name(hook)}' has returned an incorrect number of values "
            f"(got {len(result)}, but expected {len(originals)})"
        )
    for original, replacement in zip(originals, result, strict=True):
        if replacement is not None:
            check_replacement(original, replacement, hook)
    return result


def check_replacement(original, result, hook):
    """A hook may not change the type or size of a gradient, nor make one where there is none."""
    from .tensor import Tensor

    # rule: hooks.result-is-checked
    if original is None:
        raise RuntimeError("can't replace a None gradient with a non-None value")
    if not isinstance(result, Tensor):
        raise TypeError(f"expected Variable, but hook returned '{type(result).__name__}'")
    if result.dtype != original.dtype or result.device != original.device:
        raise RuntimeError(
            f"hook '{hook_name(hook)}' has changed the type of value (was "
            f"{original.type_name()} got {result.type_name()})"
        )
    if result.shape != original.shape:
        raise RuntimeError(f"hook '{hook_name(hook)}' has changed the size of value")


def hook_name(hook):
    return getattr(hook, "__name__", "<unknown>")


def retain_grad(tensor):
    """From now on, backward leaves the gradient of this non-leaf in its `.grad`."""
    if not tensor.requires_grad:
        raise RuntimeError("can't retain_grad on Tensor that has requires_grad=False")
    refuse_retaining()
    if tensor.is_known_leaf or tensor._retains_grad:
        # rule: hooks.retain-grad-on-a-leaf
        return
    owner = weakref.ref(tensor)

    def keep(grad):
        kept = owner()
        if kept is None:
            return
        # rule: hooks.retain-grad
        # Out of place: the `.grad` of an earlier backward pass is left as it was.
        row_major = torch.contiguous_format
        held = kept._grad
        # rule: accumulation.retained-grad-out-of-place
        kept._grad = grad.clone(memory_format=row_major) if held is None else held + grad

    node = tensor.grad_fn  # renews that of a stale view, or refuses to
    tensor._retains_grad = keep
    put_retain_hook(tensor, node)


def put_retain_hook(tensor, node):
    if node.retain_grad_hooks is None:
        node.retain_grad_hooks = {}
    node.retain_grad_hooks[tensor._output_nr] = tensor._retains_grad


def move_retain_hook(tensor, old_node, old_output_nr):
    """The gradient kept by `retain_grad` is that of the tensor's newest value."""
    if tensor._retains_grad:
        if old_node is not None and old_node.retain_grad_hooks:
            old_node.retain_grad_hooks.pop(old_output_nr, None)
        # rule: hooks.retain-grad-follows-in-place
        put_retain_hook(tensor, tensor.grad_fn)
