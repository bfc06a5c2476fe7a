"""`setup_context`, keyword arguments and defaults."""

import torch

class S(torch.autograd.Function):
    @staticmethod
    def forward(x, k):
        print("fwd", x.requires_grad)
        return x * k
    @staticmethod
    def setup_context(ctx, inputs, output):
        x, k = inputs
        print("setup", torch.is_grad_enabled(), k)
        ctx.save_for_backward(x)
        ctx.k = k
    @staticmethod
    def backward(ctx, g):
        return g * ctx.k, None
x = torch.ones(2, requires_grad=True)
y = S.apply(x, 3)
y.sum().backward()
print(x.grad, y.grad_fn, S.apply(x, k=4), S.apply(k=5, x=x))
class S2(torch.autograd.Function):
    @staticmethod
    def forward(x, k=2):
        return x * k
    @staticmethod
    def setup_context(ctx, inputs, output):
        print(len(inputs))
        ctx.k = inputs[1]
    @staticmethod
    def backward(ctx, g):
        return g * ctx.k, None
S2.apply(x).sum().backward()
S2.apply(x, 7).sum().backward()
print(x.grad)
