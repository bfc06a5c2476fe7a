"""`torch.nn.modules.linear`, with the one layer that `torch.nn` does not show."""

# ruff: noqa: F401
from ..attention import NonDynamicallyQuantizableLinear
from ..linear import Bilinear, Identity, Linear
