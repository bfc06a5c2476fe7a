"""`torch.utils`: checkpointing, and the handles of hooks.

Source: https://pytorch.org/docs/stable/checkpoint.html
"""

# ruff: noqa: F401
from . import checkpoint, hooks
