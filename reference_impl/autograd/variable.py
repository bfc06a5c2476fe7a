"""`torch.autograd.variable`."""

# ruff: noqa: F401
from ..variable import Variable
