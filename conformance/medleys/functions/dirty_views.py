"""Marking views, leaves and constants as dirty."""

import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): x.add_(1); ctx.mark_dirty(x); return x, x * 2
    @staticmethod
    def backward(ctx, a, b): return a + 2 * b
b = torch.ones(4, requires_grad=True) * 1
Fn.apply(b[:2])
x = torch.ones(2, requires_grad=True) * 1
a, c = Fn.apply(x); print(a is x, c)

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): x.add_(1); ctx.mark_dirty(x); return x
    @staticmethod
    def backward(ctx, g): return g
x = torch.ones(2, requires_grad=True)
Fn.apply(x)
print(x)
Fn.apply(x[:1])
c = torch.ones(2); v = c[:1]
print(Fn.apply(v) is v, c, c._version)

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y): y.copy_(x * 2); ctx.mark_dirty(y); return y
    @staticmethod
    def backward(ctx, g): print(g); return g * 2, None
x = torch.ones(2, requires_grad=True); buf = torch.zeros(4)
v = buf[:2]
r = Fn.apply(x, v); print(r is v, buf.requires_grad, buf.grad_fn)
buf.sum().backward(); print(x.grad)
