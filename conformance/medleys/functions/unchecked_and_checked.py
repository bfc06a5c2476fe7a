"""Attributes of `ctx`, saved outputs and intermediates."""

import torch

class C(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.x = x
        ctx.y = x * 2
        return ctx.y
    @staticmethod
    def backward(ctx, g):
        print(ctx.x, ctx.y)
        return g * 2
x = torch.ones(2, requires_grad=True)
z = C.apply(x)
z.sum().backward()
z.sum().backward()
print(x.grad, z.grad_fn.x is x)
class W(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.exp()
        ctx.save_for_backward(y)
        return y
    @staticmethod
    def backward(ctx, g):
        y, = ctx.saved_tensors
        return g * y
y = W.apply(x)
print(y.grad_fn.saved_tensors[0].grad_fn is y.grad_fn)
y.mul_(2)
y.sum().backward()
w = W.apply(x)
with torch.no_grad(): w.mul_(2)
w.sum().backward()
class T(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = x * 3
        ctx.save_for_backward(x, t)
        return x * t
    @staticmethod
    def backward(ctx, g):
        x, t = ctx.saved_tensors
        return 2 * g * t
q = T.apply(x)
x.data.mul_(5)
q.sum().backward()
q = T.apply(x)
with torch.no_grad(): x.mul_(5)
q.sum().backward()
