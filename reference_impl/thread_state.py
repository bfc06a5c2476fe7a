"""The state of a thread that a backward pass brings back: modes, saved-tensor hooks, autocast.

Each node runs with the state that its pass was started with. What a hook or a `backward` switches
on and does not switch off is over with its node, and the pass leaves nothing of it behind.

Source: `ThreadLocalStateGuard` in torch/csrc/autograd/engine.cpp
"""

import contextlib

import torch

from .casting import state as casting
from .grad_mode import mode
from .saved_tensor_hooks import stack


class ThreadState:
    """The state of this thread when the object is made, to be brought back."""

    def __init__(self):
        self.modes = mode.grad, mode.inference, mode.multithreading
        self.hooks, self.disabled_because = tuple(stack.hooks), stack.disabled_because
        self.casting = casting.enabled, casting.dtype, casting.caching

    def restore(self):
        mode.grad, mode.inference, mode.multithreading = self.modes
        stack.hooks, stack.disabled_because = list(self.hooks), self.disabled_because
        casting.enabled, casting.dtype, casting.caching = self.casting


_CALLING_THREAD = contextlib.nullcontext()


def thread_of(node):
    """A block that runs what a program gave a node: its hooks, the `backward` of its Function.

    The nodes of an accelerator run in a thread of that device. A default device is that of a
    thread (`torch.set_default_device`), and this one has none: factories make tensors on the CPU.
    Source: https://docs.pytorch.org/docs/stable/notes/autograd.html#multithreaded-autograd
    """
    known = node.input_metadata[0] if node.input_metadata else None
    if known is None or known.device.type in ("cpu", "meta"):
        return _CALLING_THREAD
    return torch.device("cpu") if hasattr(torch, "set_default_device") else _CALLING_THREAD
