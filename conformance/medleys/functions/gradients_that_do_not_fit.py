"""Too few, too many, and of wrong shapes."""

import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b): return a * b
    @staticmethod
    def backward(ctx, g): return g
a, b = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
Fn.apply(a, b).backward()
class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a * 1
    @staticmethod
    def backward(ctx, g): return g, g
G.apply(a).backward()
class H(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a * 1, a * 2
    @staticmethod
    def backward(ctx, g): return g
H.apply(a)[0].backward()
class I(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a * 1
    @staticmethod
    def backward(ctx): return None
I.apply(a).backward()

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a * 1
    @staticmethod
    def backward(ctx, g): return torch.ones(2, 3)
a = torch.ones(3, requires_grad=True)
Fn.apply(a).sum().backward(); print(a.grad)
class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a.sum()
    @staticmethod
    def backward(ctx, g): return g.expand(3)
G.apply(a).backward(); print(a.grad, a.grad.stride())
a.grad = None
G.apply(a).backward(); print(a.grad, a.grad.stride())
class H(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a): return a.sum()
    @staticmethod
    def backward(ctx, g): return torch.ones(2, 2)
H.apply(a).backward()
