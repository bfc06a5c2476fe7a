"""Whether an operation is recorded.

It is if grad mode is on and inference mode off, one of its tensors requires grad, and not all of
them are inference tensors: those are outside of autograd, whatever their flag says.

Source: https://pytorch.org/docs/stable/notes/autograd.html#inference-mode
"""

from .grad_mode import mode
from .tensor import Tensor


def is_recorded(*values):
    """Whether an operation on these values (tensors, lists of them, anything else) is recorded."""
    # rule: modes.inference-tensors-alone-are-not-recorded
    return mode.recording and any_requires_grad(values) and any_normal(values)


def any_requires_grad(values):
    for value in values:
        if isinstance(value, Tensor):
            found = value.requires_grad
        else:
            found = isinstance(value, (list, tuple)) and any_requires_grad(value)
        if found:
            return True
    return False


def any_normal(values):
    """Whether one of the tensors is no inference tensor."""
    for value in values:
        if isinstance(value, Tensor):
            found = not value._inference
        else:
            found = isinstance(value, (list, tuple)) and any_normal(value)
        if found:
            return True
    return False
