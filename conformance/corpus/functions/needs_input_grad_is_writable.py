# rule: functions.attributes-of-ctx
# source: changes
# claim: `ctx.needs_input_grad` may be set
# changes: needs_input_grad_is_writable
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.needs_input_grad = (False,)
        return x * 2

    @staticmethod
    def backward(ctx, g):
        print(ctx.needs_input_grad)
        return g * 2

x = torch.tensor([1.0], requires_grad=True)
Twice.apply(x).backward()
print(x.grad)
