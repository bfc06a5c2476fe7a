"""Older bases of custom Functions: kept by torch for classes that still name them.

Source: https://github.com/pytorch/pytorch/blob/main/torch/autograd/function.py
"""

from .function import Function


class InplaceFunction(Function):
    """As `Function`; an instance remembers whether it was to work in place."""

    __module__ = "torch.autograd.function"

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace


class NestedIOFunction(Function):
    """As `Function`, with `forward_extended` and `backward_extended` in the place of both.

    Nested lists of tensors, which it was made for, are not part of this reference.
    """

    __module__ = "torch.autograd.function"

    @staticmethod
    def forward(ctx, *args):
        return ctx._function.forward_extended(ctx, *args)

    @staticmethod
    def backward(ctx, *grads):
        return ctx._function.backward_extended(ctx, *grads)
