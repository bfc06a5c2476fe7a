"""Default saved-tensor hooks: user functions that pack what is saved and unpack it in backward.

Source: https://pytorch.org/docs/stable/autograd.html#saved-tensors-default-hooks
"""

import contextlib
import threading
from collections.abc import Callable
from typing import NamedTuple

from . import semantics


class Hooks(NamedTuple):
    pack: Callable
    unpack: Callable


class _Stack(threading.local):
    def __init__(self):
        self.hooks = []
        self.disabled_because = None


stack = _Stack()


def default_hooks():
    """The pair in force, or None. A disabled stack saves without hooks."""
    return stack.hooks[-1] if stack.hooks and stack.disabled_because is None else None


@contextlib.contextmanager
def errors_of_hooks():
    """A block that calls a hook: what it raises was, before 2.0, a RuntimeError that names it."""
    try:
        yield
    except Exception as error:
        if semantics.current().hook_errors_keep_their_type:
            raise
        text = str(error) or "<EMPTY MESSAGE>"
        # rule: graph.saved-tensor-hooks-that-fail
        raise RuntimeError(f"{type(error).__name__}: {text}\n\nAt:\n") from None


@contextlib.contextmanager
def without_default_hooks():
    """A block that computes what is no part of the program: nothing it saves goes through hooks."""
    pushed, stack.hooks = stack.hooks, []
    try:
        yield
    finally:
        stack.hooks = pushed


def check_callable(text, *hooks):
    """Raises TypeError, as torch words it, if one of the hooks cannot be called."""
    if not all(callable(hook) for hook in hooks):
        given = ", ".join(repr(hook) for hook in hooks)
        raise TypeError(text.format(callable_in_signatures()) + given)


def callable_in_signatures():
    switches = semantics.current()
    if switches.texts_of_2_9:
        return "collections.abc.Callable"
    return "Callable" if switches.texts_of_2_4 else "function"


PUSH = (
    "_push_saved_tensors_default_hooks(): incompatible function arguments. The following argument "
    "types are supported:\n    1. (arg0: {0}, arg1: {0}) -> None\n\nInvoked with: "
)


class saved_tensors_hooks:
    """Context manager: every tensor saved within it goes through `pack`, and back by `unpack`."""

    __module__ = "torch.autograd.graph"

    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook, self.unpack_hook = pack_hook, unpack_hook

    def __enter__(self):
        check_callable(PUSH, self.pack_hook, self.unpack_hook)
        if stack.disabled_because is not None:
            # rule: graph.saved-tensor-hooks-that-fail
            raise RuntimeError(stack.disabled_because)
        stack.hooks.append(Hooks(self.pack_hook, self.unpack_hook))

    def __exit__(self, *exception):
        stack.hooks.pop()


class save_on_cpu(saved_tensors_hooks):
    """Keeps saved tensors in CPU memory until backward needs them."""

    __module__ = "torch.autograd.graph"

    def __init__(self, pin_memory=False, device_type="cuda"):
        def pack(tensor):
            return (tensor.device, tensor.cpu() if tensor.device.type != "cpu" else tensor)

        def unpack(packed):
            device, tensor = packed
            return tensor.to(device)

        super().__init__(pack, unpack)


@contextlib.contextmanager
def disable_saved_tensors_hooks(error_message):
    """Context manager and decorator: within it, saved-tensor hooks may not be pushed."""
    if stack.hooks:
        raise RuntimeError(error_message)
    previous, stack.disabled_because = stack.disabled_because, error_message
    try:
        yield
    finally:
        stack.disabled_because = previous
