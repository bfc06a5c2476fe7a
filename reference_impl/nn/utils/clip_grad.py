"""Clipping gradients in place, between `backward()` and the optimizer's step.

Source: https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
"""

import types
import warnings

from ... import semantics
from ...grad_mode import no_grad
from ...messages import warn_of_old_name
from ...ops.declare import OPERATORS
from ...ops.norms import vector_norm
from ...tensor import Tensor


def _listed(parameters):
    return [parameters] if isinstance(parameters, Tensor) else list(parameters)


def _grads(parameters):
    return [p.grad for p in parameters if p.grad is not None]


@no_grad()
def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Scales all gradients so that the norm of them together is at most `max_norm`.

    Returns that norm as it was.
    """
    from ... import semantics

    is_generator = isinstance(parameters, types.GeneratorType)
    parameters = _listed(parameters)
    warns = semantics.current().clipping_nothing_warns
    if warns and is_generator and not parameters:
        warnings.warn(
            "`parameters` is an empty generator, no gradient clipping will occur.", stacklevel=3
        )
    grads = _grads(parameters)
    total = _checked_norm(grads, float(norm_type), error_if_nonfinite)
    # rule: modules.clipping
    _scale(grads, float(max_norm), total)
    return total


def _scale(grads, max_norm, total):
    scale = (max_norm / (total + 1e-6)).clamp(max=1.0)
    for grad in grads:
        grad.mul_(scale.to(grad.device))


@no_grad()
def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    """The second half of `clip_grad_norm_`: scales by a norm that is known."""
    _scale(_grads(_listed(parameters)), float(max_norm), total_norm)


@no_grad()
def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """The first half of `clip_grad_norm_`: the norm of all the tensors together."""
    tensors = _listed(tensors)
    return _checked_norm(tensors, float(norm_type), error_if_nonfinite)


def _checked_norm(tensors, norm_type, error_if_nonfinite):
    from ...factories import FACTORIES

    if not tensors:
        return FACTORIES["tensor"](0.0)
    total = total_norm(tensors, norm_type)
    if error_if_nonfinite and bool(total.isnan() | total.isinf()):
        raise RuntimeError(
            f"The total norm of order {norm_type} for gradients from `parameters` is non-finite, "
            "so it cannot be clipped. To disable this error and scale the gradients by the "
            "non-finite norm anyway, set `error_if_nonfinite=False`"
        )
    return total


def total_norm(tensors, norm_type):
    """The norm of the norms of the tensors."""
    norms = [vector_norm(tensor, norm_type) for tensor in tensors]
    return vector_norm(OPERATORS["stack"](norms), norm_type)


@no_grad()
def clip_grad_value_(parameters, clip_value, foreach=None):
    """Limits every element of every gradient to `-clip_value ... clip_value`."""
    clip_value = float(clip_value)
    grads = _grads(_listed(parameters))
    if not grads and semantics.current().clipping_wants_gradients:
        raise RuntimeError(
            "Expected !nested_tensorlist[0].empty() to be true, but got false.  (Could this error "
            "message be improved?  If so, please report an enhancement request to PyTorch.)"
        )
    for grad in grads:
        if foreach is None or foreach:
            # Two writes, as torch does it: the version counter moves by 2.
            grad.clamp_min_(-clip_value)
            grad.clamp_max_(clip_value)
        else:
            target = grad if semantics.current().clipping_is_counted else grad.data
            target.clamp_(-clip_value, clip_value)


def clip_grad_norm(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """The name of `clip_grad_norm_` from before names said that they write in place."""
    old = "torch.nn.utils.clip_grad_norm"
    warn_of_old_name(old, f"{old}_", stacklevel=3)
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite, foreach)
