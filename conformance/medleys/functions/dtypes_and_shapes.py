"""Functions across dtypes, and on empty and 0-dim tensors."""

import torch

x = torch.ones(2, dtype=torch.float64, requires_grad=True)
i = torch.tensor([1, 2])
class Mixed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, i): return x.float() * i
    @staticmethod
    def backward(ctx, g):
        print(g.dtype)
        return g, g
Mixed.apply(x, i).sum().backward()
print(x.grad)
b = torch.ones(2, dtype=torch.bool)
class Flag(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, b): return x * b, b
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g, None
o, p = Flag.apply(x, b)
print(p, p is b, p.requires_grad, p._is_view())
o.sum().backward()
class Cplx(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return torch.complex(x, x)
    @staticmethod
    def backward(ctx, g): return g.real
c = Cplx.apply(x)
c.real.sum().backward()
print(x.grad)
class BadCplx(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * 1j
BadCplx.apply(x).sum().backward()
z = torch.ones(2, dtype=torch.complex128, requires_grad=True)
class ToReal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z): return z.real.clone()
    @staticmethod
    def backward(ctx, g): return g
ToReal.apply(z).sum().backward()
print(z.grad)
e = torch.ones(0, requires_grad=True)
class Empty(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.sum()
    @staticmethod
    def backward(ctx, g): return torch.zeros(0)
Empty.apply(e).backward()
print(e.grad)
s = torch.tensor(2.0, requires_grad=True)
class Scalar(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * torch.ones(3)
    @staticmethod
    def backward(ctx, g): return g
Scalar.apply(s).sum().backward()
print(s.grad)
class Exp3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x.expand(3)
    @staticmethod
    def backward(ctx, g): return g.sum()
o = Exp3.apply(s)
print(o.stride(), o._is_view())
o.sum().backward()
o.add_(1)
