"""`torch.utils.hooks`."""

# ruff: noqa: F401
from ..copying import unserializable_hook
from ..hooks import RemovableHandle
