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
    # rule: modes.no-grad-records-nothing
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


def works_unseen(values):
    """Whether the tensors are inference tensors, and the mode is off.

    torch then skips autograd on the way to the kernel, and meets it again inside: what the kernel
    writes there is counted and the views it takes are noted, which is no promise to anybody.
    """
    return not mode.inference and any_inference(values) and not any_normal(values)


def any_inference(values):
    """Whether one of the tensors is an inference tensor."""
    return any(
        value._inference
        if isinstance(value, Tensor)
        else isinstance(value, (list, tuple)) and any_inference(value)
        for value in values
    )
