# rule: functions.custom-forward-backward
# source: own
# claim: a Function that has both backward and vjp is refused in backward
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, n):
        return x * n
    @staticmethod
    def vjp(ctx, g):
        return g * 2, None
    @staticmethod
    def backward(ctx, g):
        return g * 2, None

x = torch.tensor([1.0], requires_grad=True)
Twice.apply(x, 2).backward()
