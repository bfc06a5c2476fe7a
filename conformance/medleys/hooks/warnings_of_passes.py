"""When the warnings of a pass are heard: those of hooks and Functions before its own."""

import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        ctx.saved_variables
        return g
x = torch.ones(2, requires_grad=True)
Fn.apply(x).sum().backward(create_graph=True)
y = x * 2
y.register_hook(lambda g: y.grad)
y.sum().backward(create_graph=True)
y = x * 2
z = Fn.apply(y)
z.register_hook(lambda g: y.grad)
z.sum().backward(create_graph=True)
z = Fn.apply(y)
z.register_hook(lambda g: torch.ones(3).T)
z.register_hook(lambda g: y.grad)
z.sum().backward()
z = Fn.apply(y)
z.register_hook(lambda g: torch.ones(3, 3, 2).T)
z.register_hook(lambda g: 1 / 0)
z.sum().backward(create_graph=True)
w = torch.ones(2, 3, requires_grad=True)
w.grad = torch.ones(3, 2).T
v = w.abs()
v.register_hook(lambda g: w.exp().grad)
v.sum().backward(create_graph=True)
w.grad = torch.ones(3, 2).T
w.register_post_accumulate_grad_hook(lambda t: w.exp().grad)
w.sum().backward()
