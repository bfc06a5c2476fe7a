"""What is saved again, saved with None, marked several at once, and asked for after the pass."""

import torch
from torch.autograd.function import once_differentiable

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0, 4.0], requires_grad=True)


class Again(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x)
        ctx.save_for_backward(y, None)
        ctx.count = 3
        return x * y

    @staticmethod
    def backward(ctx, grad):
        print(len(ctx.saved_tensors), ctx.saved_tensors[1], ctx.count, ctx.needs_input_grad)
        return grad, None


out = Again.apply(x, y)
out.sum().backward()
out.sum().backward()
Again.apply(x, y.detach()).sum().backward()
Again.apply(x.detach(), y).sum().backward()
print(Again.apply(x.detach(), y.detach()).requires_grad, x.grad, y.grad)


class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x * y

    @staticmethod
    def backward(ctx, grad):
        x, y = ctx.saved_tensors
        return grad * y, grad * x


out = Product.apply(x, y)
torch.autograd.grad(out.sum(), [x, y])
torch.autograd.grad(out.sum(), [x, y])
out = Product.apply(x, y)
out.sum().backward(retain_graph=True)
out.sum().backward()
out.sum().backward()
print(x.grad, y.grad)
w = x * 1
out = Product.apply(w, y)
w.add_(1)
out.sum().backward()
out = Product.apply(x, y)
out.grad_fn.saved_tensors
del out
(g,) = torch.autograd.grad(Product.apply(x, y).pow(2).sum(), x, create_graph=True)
print(g, torch.autograd.grad(g.sum(), [x, y]))


class Both(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        x.add_(1)
        y.mul_(2)
        ctx.mark_dirty(x, y)
        return x, y

    @staticmethod
    def backward(ctx, a, b):
        return a, b * 2


a, b = x * 1, y * 1
c, d = Both.apply(a, b)
print(c is a, d is b, a.grad_fn, b.grad_fn, a._version, b._version)
(c * d).sum().backward()
print(x.grad, y.grad)
Both.apply(x, y)
Both.apply(a.view(2), b[:1])


class Three(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        a, b, c = x * k, x + 1, x - 1
        ctx.mark_non_differentiable(a, b)
        ctx.set_materialize_grads(False)
        return a, b, c

    @staticmethod
    def backward(ctx, *grads):
        print(grads, ctx.needs_input_grad)
        return grads[2], None


a, b, c = Three.apply(x, 3)
print(a.requires_grad, b.requires_grad, c.requires_grad, c.output_nr)
c.sum().backward()


class Loose(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 1, x * 2

    @staticmethod
    def backward(ctx, a, b):
        print(a, b)
        return b if a is None else a


Loose.apply(x)[0].sum().backward()
Loose.apply(x)[1].sum().backward()


class Once(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        return x * y

    @staticmethod
    @once_differentiable
    def backward(ctx, grad):
        print(torch.is_grad_enabled())
        return grad * 2, grad * 3


(g,) = torch.autograd.grad(Once.apply(x, y).pow(2).sum(), x, create_graph=True)
print(g.requires_grad)
g.sum().backward()
