"""The identity that a module's inputs and outputs pass through, so that their gradients are seen."""

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
