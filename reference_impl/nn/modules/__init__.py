"""`torch.nn.modules`: where torch keeps its layers."""

from . import linear, module  # noqa: F401
