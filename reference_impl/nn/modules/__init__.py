"""`torch.nn.modules`: where torch keeps its layers."""

from . import module  # noqa: F401
