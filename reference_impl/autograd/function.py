"""`torch.autograd.function`: custom operations."""

# ruff: noqa: F401
from ..function import BackwardCFunction, Function, FunctionCtx, FunctionMeta
from ..nested_functions import InplaceFunction, NestedIOFunction
from ..once_differentiable import once_differentiable
