"""Saved tensors that can be read once."""

import torch

class Fn(torch.autograd.Function):
    clear_saved_tensors_on_access = True
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(x); return x * 2
    @staticmethod
    def backward(ctx, g):
        a = ctx.saved_tensors
        try: print(ctx.saved_tensors)
        except RuntimeError as e: print(e)
        return g * a[0]
x = torch.ones(2, requires_grad=True)
y = Fn.apply(x)
y.sum().backward(retain_graph=True)
y.sum().backward()
print(x.grad)
