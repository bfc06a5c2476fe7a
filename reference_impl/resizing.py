"""`Tensor.resize`: deprecated; another shape for the same elements, by a custom Function."""

import math
import warnings

from .function import Function
from .ops.declare import composite


class Resize(Function):
    """The elements in another shape; the gradient in the old one."""

    __module__ = "torch.autograd._functions.tensor"

    @staticmethod
    def forward(ctx, tensor, sizes):
        if tensor.numel() != math.prod(sizes):
            raise RuntimeError(
                f"requested resize to {'x'.join(map(str, sizes))} ({math.prod(sizes)} elements in "
                f"total), but the given tensor has a size of "
                f"{'x'.join(map(str, tensor.size()))} ({tensor.numel()} elements). autograd's "
                "resize can only change the shape of a given tensor, while preserving the number "
                "of elements. "
            )
        ctx.shape = tensor.size()
        return tensor.contiguous().view(*sizes)

    @staticmethod
    def backward(ctx, grad):
        return grad.contiguous().view(ctx.shape), None


@composite(function=False)
def resize(self, *sizes):
    """Deprecated; `view` or `reshape` instead."""
    warnings.warn("non-inplace resize is deprecated", stacklevel=3)
    return Resize.apply(self, sizes)


@composite(function=False)
def resize_as(self, other):
    """Deprecated, as `resize`."""
    warnings.warn("non-inplace resize_as is deprecated", stacklevel=3)
    return Resize.apply(self, other.size())
