"""A function that writes to its input and saves it, on tensors and views."""

import torch

class DoubleIt(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        x.mul_(2)
        ctx.save_for_backward(x)
        return x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        print("saved", x, x._version)
        return g * 2
a = torch.ones(3, requires_grad=True)
b = a.clone()
c = DoubleIt.apply(b)
c.sum().backward()
print(a.grad)
b = a.clone()
c = DoubleIt.apply(b)
b.add_(1)
c.sum().backward()
b = a.clone()
v = b[:2]
w = b[1:]
c = DoubleIt.apply(v)
print(b, w, w.grad_fn, c._version)
(w * w).sum().backward()
print(a.grad)
b = a.clone()
b.retain_grad()
b.register_hook(lambda g: print("hook", g))
c = DoubleIt.apply(b)
c.sum().backward()
print(b.grad, b.retains_grad)
