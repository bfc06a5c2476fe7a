"""The identity that the inputs and outputs of a hooked module pass through."""

from ..function import Function


class BackwardHookFunction(Function):
    """Every argument unchanged; those that need no gradient are not made to need one."""

    @staticmethod
    def forward(ctx, *args):
        ctx.mark_non_differentiable(*[arg for arg in args if not arg.requires_grad])
        return args

    @staticmethod
    def backward(ctx, *grads):
        return grads
