"""`torch.utils`: checkpointing, data, the handles of hooks, DLPack, and tensors that swap places.

Source: https://pytorch.org/docs/stable/checkpoint.html
"""

# ruff: noqa: F401
from ..swapping import swap_tensors
from . import checkpoint, data, dlpack, hooks
