"""`once_differentiable`: for a `backward` that is not itself made of differentiable operations.

Source: https://pytorch.org/docs/stable/generated/torch.autograd.function.once_differentiable.html
"""

import functools

from .grad_mode import mode, no_grad
from .graph import AccumulateGrad, ErrorNode
from .tensor import Tensor


class DelayedError(ErrorNode):
    """Raises when it is differentiated, rather than when it is made."""

    def name(self):
        return "torch::autograd::Error"

    def apply(self, grads):
        raise RuntimeError(
            "trying to differentiate twice a function that was marked with @once_differentiable"
        )


DelayedError.__name__ = "Error"


def once_differentiable(backward):
    """Decorator for a `backward` that is not itself differentiable: a second pass raises."""

    @functools.wraps(backward)
    def wrapper(ctx, *grads):
        # rule: functions.once-differentiable
        with no_grad():
            results = backward(ctx, *grads)
        depends = any(isinstance(grad, Tensor) and grad.requires_grad for grad in grads)
        if not (mode.grad and depends):
            return results
        several = isinstance(results, tuple)
        delayed = _delayed(results if several else (results,))
        return delayed if several else delayed[0]

    return wrapper


def _delayed(results):
    """The results, with a node in their history that raises."""
    aliases = [None if result is None else result.detach() for result in results]
    leaves = [None if alias is None else AccumulateGrad(alias) for alias in aliases]
    error = DelayedError([(leaf, 0) for leaf in leaves])
    for place, alias in enumerate(aliases):
        if alias is None:
            error.input_metadata.append(None)
        else:
            error.add_output(alias)
            alias.set_history(error, place)
    return tuple(aliases)
