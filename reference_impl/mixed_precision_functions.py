"""`torch.amp.custom_fwd` and `custom_bwd`: a custom `Function` under autocast.

Source: https://pytorch.org/docs/stable/notes/amp_examples.html#functions-with-custom-autograd
"""

import functools

from torch.utils._pytree import tree_map

from . import casting
from .tensor import Tensor


def custom_fwd(fwd=None, *, device_type, cast_inputs=None):
    """For `forward`: notes how autocast is set, or casts what comes in and turns it off."""
    _check_device_type(device_type)
    if fwd is None:
        return functools.partial(custom_fwd, device_type=device_type, cast_inputs=cast_inputs)

    @functools.wraps(fwd)
    def decorate_fwd(ctx, *args, **kwargs):
        # rule: modes.autocast
        is_on = casting.is_autocast_enabled(device_type)
        ctx._dtype = casting.get_autocast_dtype(device_type)
        ctx._fwd_used_autocast = is_on and cast_inputs is None
        if cast_inputs is None or not is_on:
            return fwd(ctx, *args, **kwargs)
        with casting.autocast(device_type, enabled=False):
            args, kwargs = tree_map(lambda value: _cast(value, cast_inputs), (args, kwargs))
            return fwd(ctx, *args, **kwargs)

    return decorate_fwd


def _cast(value, dtype):
    """Single precision is cast, and what is shorter; double precision stays."""
    is_cast = isinstance(value, Tensor) and value.is_floating_point() and value.itemsize < 8
    return value.to(dtype) if is_cast else value


def custom_bwd(bwd=None, *, device_type):
    """For `backward`: runs it with autocast as `forward` had it."""
    _check_device_type(device_type)
    if bwd is None:
        return functools.partial(custom_bwd, device_type=device_type)

    @functools.wraps(bwd)
    def decorate_bwd(ctx, *args, **kwargs):
        with casting.autocast(device_type, ctx._dtype, ctx._fwd_used_autocast):
            return bwd(ctx, *args, **kwargs)

    return decorate_bwd


def _check_device_type(device_type):
    if not isinstance(device_type, str):
        raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
