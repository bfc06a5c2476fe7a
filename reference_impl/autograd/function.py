"""`torch.autograd.function`: custom operations."""

# ruff: noqa: F401
from ..function import BackwardNode, Function, FunctionCtx
from ..once_differentiable import once_differentiable
