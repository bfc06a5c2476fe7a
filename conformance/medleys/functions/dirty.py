"""An input written in place and marked dirty."""

import torch

class D(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        x.mul_(2)
        return x
    @staticmethod
    def backward(ctx, g): return g * 2
x = torch.ones(2, requires_grad=True)
y = x * 1
z = D.apply(y)
print(z is y, y._version, y, z.grad_fn, y.output_nr)
z.sum().backward()
print(x.grad)
D.apply(x)
print(x, x._version)
w = torch.ones(2)
print(D.apply(w) is w, w._version)
b = x * 1
v = b[0:1]
r = D.apply(v)
print(r is v, v.grad_fn, b.grad_fn, b, b._version, v._base is b)
b.sum().backward()
with torch.no_grad(): print(D.apply(x), x._version)
lv = torch.ones(2, requires_grad=True)
q = D.apply(lv[0:1])
