"""Outputs that are inputs, constants or leaves from elsewhere."""

import torch

class E(torch.autograd.Function):
    @staticmethod
    def forward(x): return x.exp()
    @staticmethod
    def setup_context(ctx, inputs, output): ctx.save_for_backward(output)
    @staticmethod
    def backward(ctx, g): y, = ctx.saved_tensors; return g * y
x = torch.tensor([1.], requires_grad=True)
y = E.apply(x); print(y)
g, = torch.autograd.grad(y, x, create_graph=True); print(g)
print(torch.autograd.grad(g, x))

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x, x * 2
    @staticmethod
    def backward(ctx, a, b): print(a, b); return a + 2 * b
x = torch.ones(2, requires_grad=True)
a, b = Fn.apply(x)
print(a is x, a._is_view(), a.grad_fn, b.grad_fn, a.output_nr, b.output_nr)
b.sum().backward(); print(x.grad)
a.add_(1)

c = torch.ones(2)
d = torch.ones(2, requires_grad=True)
class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return c
    @staticmethod
    def backward(ctx, g): return g
x = torch.ones(2, requires_grad=True)
y = Fn.apply(x); print(y is c, c.requires_grad, c.grad_fn)
class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return d
    @staticmethod
    def backward(ctx, g): return g
y = G.apply(x); print(y is d, d.grad_fn)
