"""Saving what is no tensor, and flags that are no booleans."""

import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(x, 3); return x * 2
    @staticmethod
    def backward(ctx, g): return g
Fn.apply(torch.ones(1, requires_grad=True))
Fn.apply(torch.ones(1))
class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(None, x); return x * 2
    @staticmethod
    def backward(ctx, g): print(ctx.saved_tensors); return g
G.apply(torch.ones(1, requires_grad=True)).backward()
class H(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward([x]); return x * 2
    @staticmethod
    def backward(ctx, g): return g
H.apply(torch.ones(1, requires_grad=True))
class I(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): ctx.to_save = [x]; return x * 2
    @staticmethod
    def backward(ctx, g): return g
I.apply(torch.ones(1, requires_grad=True))

class M(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, m):
        ctx.set_materialize_grads(m)
        return x * 1, x * 2
    @staticmethod
    def backward(ctx, a, b): print(a, b); return a, None
x = torch.ones(2, requires_grad=True)
M.apply(x, True)[0].sum().backward()
M.apply(x, False)[0].sum().backward()
M.apply(x, True)[1].sum().backward()
print(x.grad)
M.apply(x, False)[1].sum().backward()
M.apply(x, 3)
M.apply(x, None)
