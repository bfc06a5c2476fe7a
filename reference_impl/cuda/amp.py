"""`torch.cuda.amp`: the older names of `torch.amp`.

Source: https://pytorch.org/docs/stable/amp.html
"""

import functools

from .. import casting, grad_scaler, mixed_precision_functions
from ..casting import warn_of_older_name


class autocast(casting.autocast):
    """`torch.amp.autocast("cuda", ...)`."""

    __module__ = "torch.cuda.amp.autocast_mode"

    def __init__(self, enabled=True, dtype=None, cache_enabled=True):
        warn_of_older_name("cuda", "autocast")
        super().__init__("cuda", dtype=dtype, enabled=enabled, cache_enabled=cache_enabled)


class GradScaler(grad_scaler.GradScaler):
    """`torch.amp.GradScaler("cuda", ...)`."""

    __module__ = "torch.cuda.amp.grad_scaler"

    def __init__(self, *args, **kwargs):
        warn_of_older_name("cuda", "GradScaler")
        super().__init__("cuda", *args, **kwargs)


custom_fwd = functools.partial(mixed_precision_functions.custom_fwd, device_type="cuda")
custom_bwd = functools.partial(mixed_precision_functions.custom_bwd, device_type="cuda")
