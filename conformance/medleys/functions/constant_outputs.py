"""Outputs marked non-differentiable, and gradients that are not materialized."""

import torch

class N(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 2
        z = x > 0
        w = x + 1
        ctx.mark_non_differentiable(z, w)
        return y, z, w
    @staticmethod
    def backward(ctx, gy, gz, gw):
        print(gy, gz, gw)
        return gy * 2
x = torch.ones(2, requires_grad=True)
y, z, w = N.apply(x)
print(y, z, w, w.is_leaf)
y.sum().backward()
class N2(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 2, x * 3
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g
a, b = N2.apply(x)
a.sum().backward()
a, b = N2.apply(x)
b.sum().backward()
class N3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_non_differentiable(x)
        return x
    @staticmethod
    def backward(ctx, g): return g
r = N3.apply(x)
print(r, r is x, r.requires_grad)
class N4(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.long(), x * 2
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return h
r, s = N4.apply(x)
print(r, s)
s.sum().backward()
