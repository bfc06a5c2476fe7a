"""A backward of several arguments that is not differentiable: one node refuses for all of them."""

import torch
from torch.autograd.function import once_differentiable
class Two(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b, n):
        return a * b
    @staticmethod
    @once_differentiable
    def backward(ctx, g):
        return 2 * g, g * 3, None
a = torch.ones(2, requires_grad=True)
b = torch.ones(2, requires_grad=True)
ga, gb = torch.autograd.grad(Two.apply(a, b, 1).sum(), [a, b], create_graph=True)
print(ga, gb)
gb.sum().backward()
ga, gb = torch.autograd.grad((Two.apply(a, b, 1) * a).sum(), [a, b], create_graph=True)
print(ga, gb)
node = gb.grad_fn
print(node.name(), [(type(n).__name__, i) for n, i in node.next_functions])
gb.sum().backward()
out = Two.apply(a * 2, b, 1)
out.sum().backward(create_graph=True)
print(a.grad, b.grad)
