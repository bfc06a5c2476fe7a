"""A backward that is not differentiable."""

import torch
from torch.autograd.function import once_differentiable
class O(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    @once_differentiable
    def backward(ctx, g):
        print(torch.is_grad_enabled())
        return 2 * ctx.saved_tensors[0] * g
x = torch.ones(2, requires_grad=True)
O.apply(x).sum().backward()
print(x.grad)
g, = torch.autograd.grad(O.apply(x).sum(), x, create_graph=True)
print(g)
g.sum().backward()
gg, = torch.autograd.grad((O.apply(x) * x).sum(), x, create_graph=True)
print(gg)
gg.sum().backward()
