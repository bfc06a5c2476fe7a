"""The state of a thread that a backward pass brings back: modes, saved-tensor hooks, autocast.

Each node runs with the state that its pass was started with. What a hook or a `backward` switches
on and does not switch off is over with its node, and the pass leaves nothing of it behind.

Source: `ThreadLocalStateGuard` in torch/csrc/autograd/engine.cpp
"""

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
