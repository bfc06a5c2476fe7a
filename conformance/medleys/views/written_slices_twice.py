"""A base that was written through a view runs backward once; undefined gradients pass through it."""

import torch

x = torch.ones(3, requires_grad=True)
b = x * 1
b[:1].mul_(torch.full((1,), 2., requires_grad=True))
b.sum().backward()
b.sum().backward()
b.grad_fn(torch.ones(3))
b.grad_fn
c = x * 1
c[:1].mul_(2)
c.sum().backward(retain_graph=True)
c.sum().backward()
c.sum().backward()
class Nothing(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 1
    @staticmethod
    def backward(ctx, g): return None
x.grad = None
d = x * 1
w = torch.ones(1, requires_grad=True)
d[:1].mul_(w)
Nothing.apply(d).sum().backward()
print(x.grad, w.grad)
d = x * 1
d[:1].mul_(w)
print(d.grad_fn(None))
