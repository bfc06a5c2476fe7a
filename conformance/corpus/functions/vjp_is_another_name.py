# rule: functions.custom-forward-backward
# source: own
# claim: backward may be called vjp; what is saved must be a tensor or None
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, how):
        ctx.save_for_backward(x if how is None else how)
        return x * 2
    @staticmethod
    def vjp(ctx, g):
        return g * 2, None

x = torch.tensor([1.0], requires_grad=True)
Twice.apply(x, None).backward()
print(x.grad)
Twice.apply(x, 1)
