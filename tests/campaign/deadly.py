"""A subject that really dies: some operators, on some tensors, take the process with them.

To be imported by workers only. Rare enough that most programs live.
"""

import ctypes
import os
import time

import torch

# Operator -> on which tensors it kills, and how.
DEATHS = {
    "sin": (lambda x: True, lambda: ctypes.string_at(0)),
    "cos": (lambda x: x.dim() == 2, lambda: time.sleep(3600)),
    "log": (lambda x: x.dtype == torch.float64, lambda: [bytearray(2**24) for _ in range(10_000)]),
    "abs": (lambda x: True, lambda: os._exit(3)),
}


def _deadly(name, applies, die):
    healthy = getattr(torch.Tensor, name)

    def operator(self):
        # The memory that the specification computes with never requires grad.
        if self.requires_grad and applies(self):
            die()
        return healthy(self)

    return operator


def _broken(self):
    """A mistake of its own, which leaves the process in doubt."""
    raise RuntimeError("INTERNAL ASSERT FAILED: the planted subject is broken")


for _name, _how in DEATHS.items():
    setattr(torch.Tensor, _name, _deadly(_name, *_how))
torch.Tensor.square = _broken


def __getattr__(name):
    return getattr(torch, name)
