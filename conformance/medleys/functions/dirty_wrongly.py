"""What may not be marked dirty, saved or non-differentiable."""

import torch

class D2(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.mark_dirty(x)
        x.add_(y)
        return y * 3
    @staticmethod
    def backward(ctx, g): return None, g * 3
class D3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        x.add_(1)
        return x, x * 2
    @staticmethod
    def backward(ctx, g, h): return g + 2 * h
class D4(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 2
        ctx.mark_dirty(y)
        return y
    @staticmethod
    def backward(ctx, g): return g * 2
class D5(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(3)
        return x * 2
class D6(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_non_differentiable(3)
        return x * 2
class D7(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(3)
        return x * 2
class D8(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x, None)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        print(ctx.saved_tensors)
        return g
a = torch.ones(2, requires_grad=True)
x = a * 1
y = a * 2
r = D2.apply(x, y)
print(x, x._version, r)
x = a * 1
r = D3.apply(x)
print(r, r[0] is x)
b = a * 1
v = b[0:1]
r = D3.apply(v)
r = D4.apply(a)
r = D5.apply(a)
r = D6.apply(a)
r = D7.apply(a)
r = D8.apply(a)
r.sum().backward()
r = D7.apply(torch.ones(2))
