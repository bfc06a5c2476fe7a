"""`torch.cpu`: the older home of autocast."""

# ruff: noqa: F401
from . import amp
