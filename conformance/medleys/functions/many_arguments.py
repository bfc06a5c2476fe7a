"""Any number of arguments."""

import torch

class L(torch.autograd.Function):
    @staticmethod
    def forward(ctx, *xs):
        return sum(xs)
    @staticmethod
    def backward(ctx, g):
        print(ctx.needs_input_grad)
        return (g,) * len(ctx.needs_input_grad)
a = torch.ones(2, requires_grad=True)
b = torch.ones(2)
c = torch.ones(2, requires_grad=True)
r = L.apply(a, b, c)
print(r.grad_fn.next_functions)
r.sum().backward()
print(a.grad, b.grad, c.grad)
r = L.apply([a, c], b)
