"""`torch.autograd.function`: custom operations."""

# ruff: noqa: F401
from ..function import BackwardCFunction, Function, FunctionCtx, FunctionMeta
from ..once_differentiable import once_differentiable
