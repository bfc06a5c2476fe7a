"""Views made within forward, one or several."""

import torch

class Split(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x[:1], x[1:]
    @staticmethod
    def backward(ctx, g, h): return torch.cat([g, h])
a = torch.ones(3, requires_grad=True)
b = a * 1
u, v = Split.apply(b)
print(u._is_view(), u._base is b, u, v)
u.mul_(2)
v.mul_(2)
b.mul_(2)
print(b)
u.sum().backward()
print(u)
n = torch.ones(3)
u, v = Split.apply(n)
print(u.requires_grad, u._is_view(), u._base is n)
u.mul_(2)
print(n)
u.mul_(a[:1])
class ViewInside(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.view(-1)
        y = y * 2
        return y.view(3)
    @staticmethod
    def backward(ctx, g): return g * 2
r = ViewInside.apply(a)
print(r._is_view(), r._base is None)
r.mul_(2)
r.sum().backward()
class Base(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x._base if x._base is not None else x
    @staticmethod
    def backward(ctx, g): return g[:2]
class Detach(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.detach()
    @staticmethod
    def backward(ctx, g): return g * 3
d = Detach.apply(a)
print(d, d._is_view(), d._base is a, d._version)
d.sum().backward()
d.add_(1)
print(a)
class Data(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.data
    @staticmethod
    def backward(ctx, g): return g * 3
d = Data.apply(a)
print(d, d._is_view())
d.add_(1)
print(a, a._version)
