"""Errors in forward and backward, `vjp`, and forgotten `staticmethod`."""

import torch

class E(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): raise ValueError("user error")
x = torch.ones(2, requires_grad=True)
E.apply(x).sum().backward()
class E2(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): raise ValueError("fwd error")
E2.apply(x)
print(torch.is_grad_enabled())
class E3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def vjp(ctx, g): return g * 7
E3.apply(x).sum().backward()
print(x.grad)
class E4(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def vjp(ctx, g): return g * 7
    @staticmethod
    def backward(ctx, g): return g
E4.apply(x).sum().backward()
class E5(torch.autograd.Function):
    def forward(ctx, x): return x * 2
    def backward(ctx, g): return g
E5.apply(x).sum().backward()
print(x.grad)
class E6(torch.autograd.Function):
    def forward(self, x): return x * 2
    def backward(self, g): return g
E6()(x)
E6.apply(3)
E6.apply(3.0)
E6.apply("a")
