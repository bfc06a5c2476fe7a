"""Inputs and views returned as they came."""

import torch

class I(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x
    @staticmethod
    def backward(ctx, g): return g * 5
x = torch.ones(2, requires_grad=True)
y = I.apply(x)
print(y, y is x, y._is_view(), y._base is x, y._version)
y.sum().backward()
print(x.grad)
z = x * 2
w = I.apply(z)
print(w is z, w, z)
w.mul_(2)
w.add_(1) if w._version else None
print(w)
n = torch.ones(2)
m = I.apply(n)
print(m is n, m, m._is_view())
with torch.no_grad(): k = I.apply(x)
print(k is x, k.requires_grad, k._is_view())
class V(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.view(-1)
    @staticmethod
    def backward(ctx, g): return g.view(2, 1)
x2 = torch.ones(2, 1, requires_grad=True)
v = V.apply(x2 * 1)
print(v, v._is_view(), v._base is None)
v.mul_(2)
class VV(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.view(-1), x * 2
    @staticmethod
    def backward(ctx, g, h): return g.view(2, 1)
v, _ = VV.apply(x2 * 1)
v.mul_(2)
class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 2
        return y, y
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g + h
a, b = Twice.apply(x)
print(a is b, a.output_nr, b.output_nr)
(a + b).sum().backward()
