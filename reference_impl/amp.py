"""`torch.amp`: automatic mixed precision."""

# ruff: noqa: F401
from .casting import autocast
