"""`torch.autograd.function`: custom operations."""

# ruff: noqa: F401
from ..function import BackwardNode, Function, FunctionCtx, FunctionMeta
from ..once_differentiable import once_differentiable

BackwardCFunction = BackwardNode
