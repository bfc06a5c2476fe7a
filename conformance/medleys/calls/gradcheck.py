"""Derivatives against small differences."""

import torch

x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
w = torch.tensor([[1.0, 2.0], [3.0, -1.0]], dtype=torch.float64, requires_grad=True)
print(torch.autograd.gradcheck(lambda a: a * a, (x,)), torch.autograd.gradcheck(lambda a, b: (a * b, a.exp()), (x, w)))
print(torch.autograd.gradgradcheck(lambda a: a * a * a, (x,)), torch.autograd.gradcheck(lambda a: a.sum(), x))
class B(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a * 2
    @staticmethod
    def backward(ctx, g): return g * 3
torch.autograd.gradcheck(B.apply, (x,))
print(torch.autograd.gradcheck(B.apply, (x,), raise_exception=False))
torch.autograd.gradcheck(lambda a: a * a, (x.detach(),))
torch.autograd.gradcheck(lambda a: a * a, (torch.ones(2, requires_grad=True),), raise_exception=False)
print(x)
torch.autograd.gradcheck(lambda a: a * 2, (torch.ones(1, dtype=torch.float64, requires_grad=True).expand(2),))
