# rule: functions.none-gradient
# source: own
# claim: a gradient for an argument that is no tensor is refused, and so are numbers in
#   save_for_forward
import torch

class Times(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, n):
        ctx.save_for_forward(x, n)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        return g * 2, g

x = torch.tensor([1.0], requires_grad=True)
Times.apply(x, None).backward()
Times.apply(x, 2)
