"""What a node saved may be looked at after an in-place detach of it; only running it is refused."""

import torch

class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        print(ctx.saved_tensors)
        return grad


x = torch.ones(1, requires_grad=True)
a = x + 1
squared = a**2
a.detach_()
print(squared.grad_fn._saved_self)
squared.backward()
b = x + 1
doubled = Doubled.apply(b)
b.detach_()
print(doubled.grad_fn.saved_tensors)
doubled.backward()
print(x.grad)
