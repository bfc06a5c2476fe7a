"""`torch.cpu.amp`: the older names of `torch.amp`.

Source: https://pytorch.org/docs/stable/amp.html
"""

from .. import casting, grad_scaler
from ..casting import warn_of_older_name


class autocast(casting.autocast):
    """`torch.amp.autocast("cpu", ...)`."""

    __module__ = "torch.cpu.amp.autocast_mode"

    def __init__(self, enabled=True, dtype=None, cache_enabled=True):
        warn_of_older_name("cpu", "autocast")
        super().__init__("cpu", dtype=dtype, enabled=enabled, cache_enabled=cache_enabled)


class GradScaler(grad_scaler.GradScaler):
    """`torch.amp.GradScaler("cpu", ...)`."""

    __module__ = "torch.cpu.amp.grad_scaler"

    def __init__(self, *args, **kwargs):
        warn_of_older_name("cpu", "GradScaler")
        super().__init__("cpu", *args, **kwargs)
