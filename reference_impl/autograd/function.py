"""`torch.autograd.function`: custom operations."""

# ruff: noqa: F401
from ..function import BackwardNode, Function, FunctionCtx, once_differentiable
