"""Gradients handed to backward as one list."""

import torch
from torch.autograd import Function

class Fn(Function):
    boxed_grads_call = True
    @staticmethod
    def forward(ctx, x): return x * 2, x * 3
    @staticmethod
    def backward(ctx, gs):
        print(type(gs), len(gs))
        a = gs.pop()
        return gs[0] + a
x = torch.ones(2, requires_grad=True)
y, z = Fn.apply(x)
(y + z).sum().backward()
print(x.grad)
y, z = Fn.apply(x)
y.sum().backward()
print(Fn.boxed_grads_call, Function.boxed_grads_call)
