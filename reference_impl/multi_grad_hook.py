"""A hook on several tensors at once: called when all, or any, of their gradients are known.

Which gradients of a backward pass are "all" is known when the first one arrives: those of the
tensors whose nodes are in the graph of that pass and will be run.

Source: https://pytorch.org/docs/stable/autograd.html#torch.autograd.graph.register_multi_grad_hook
"""

import functools
import weakref

from . import semantics
from .graph import Node, gradient_edge
from .hooks import RemovableHandle


class _MultiHandle(RemovableHandle):
    """Removes the hooks of all the tensors."""

    __module__ = "torch.autograd.graph"

    def __init__(self, handles):
        self.handles = tuple(handles)

    def remove(self):
        for handle in self.handles:
            handle.remove()


def register_multi_grad_hook(tensors, fn, *, mode="all"):
    """`fn(grads)` once all gradients are there ("all"), or `fn(grad)` for the first ("any")."""
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    if mode == "any":
        return _on_any([t for t in tensors if t.requires_grad], fn)
    nodes = [node_of(tensor) for tensor in tensors if tensor.requires_grad or _checked_first()]
    arrived = weakref.WeakKeyDictionary()  # pass -> the gradients so far
    expected = weakref.WeakKeyDictionary()  # pass -> how many will still arrive

    def get_inner_hook(place):  # the names can be read in the warning that a copy gives
        def inner_hook(grad):
            running = Node.running
            if running not in arrived:
                if len(nodes) < len(tensors):  # those before a constant were registered
                    raise RuntimeError(
                        "_will_engine_execute_node expects an grad_fn, but got NoneType"
                    )
                arrived[running] = [None] * len(tensors)
                expected[running] = sum(running.will_run(node) for node in nodes)
            arrived[running][place] = grad
            expected[running] -= 1
            if expected[running] == 0:
                # rule: hooks.multi-grad
                fn(arrived[running])
                del arrived[running]

        return inner_hook

    return _MultiHandle(
        tensor.register_hook(get_inner_hook(place)) for place, tensor in enumerate(tensors)
    )


def _checked_first():
    """Whether a constant is refused before any hook is registered."""
    return semantics.current().texts_of_2_8


def node_of(tensor):
    """The node that the gradient of a tensor goes to; raises where there is none."""
    node, _ = gradient_edge(tensor)
    if node is None:
        raise _no_node()
    return node


def _no_node():
    switches = semantics.current()
    if not switches.texts_of_2_8:
        return RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
    return AssertionError(*["Expected gradient function to be set"][: switches.texts_of_2_10])


def _on_any(tensors, fn):
    seen = weakref.WeakSet()  # the passes in which it was called

    @functools.wraps(fn)
    def hook(grad):
        if Node.running not in seen:
            seen.add(Node.running)
            # rule: hooks.multi-grad-any
            fn(grad)

    return _MultiHandle(tensor.register_hook(hook) for tensor in tensors)
