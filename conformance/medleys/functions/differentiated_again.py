"""Functions whose backward is differentiated."""

import torch

class Exp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, i):
        result = i.exp()
        ctx.save_for_backward(result)
        return result
    @staticmethod
    def backward(ctx, grad_output):
        result, = ctx.saved_tensors
        return grad_output * result
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = Exp.apply(x)
g, = torch.autograd.grad(y.sum(), x, create_graph=True)
print(g, g.grad_fn, g.requires_grad)
gg, = torch.autograd.grad(g.sum(), x, create_graph=True)
ggg, = torch.autograd.grad(gg.sum(), x)
print(gg, ggg)
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 3
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return CubeGrad.apply(g, x)
class CubeGrad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, g, x):
        ctx.save_for_backward(g, x)
        return 3 * x ** 2 * g
    @staticmethod
    def backward(ctx, gg):
        g, x = ctx.saved_tensors
        return 3 * x ** 2 * gg, 6 * x * g * gg
g, = torch.autograd.grad(Cube.apply(x).sum(), x, create_graph=True)
print(g, torch.autograd.grad(g.sum(), x))
class Detached(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 2
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return 2 * x.detach() * g
g, = torch.autograd.grad(Detached.apply(x).sum(), x, create_graph=True)
print(g)
torch.autograd.grad(g.sum(), x)
class Inter(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = x * 2
        ctx.save_for_backward(t)
        return t * t
    @staticmethod
    def backward(ctx, g):
        t, = ctx.saved_tensors
        print(t.requires_grad, t.grad_fn)
        return 4 * t * g
g, = torch.autograd.grad(Inter.apply(x).sum(), x, create_graph=True)
print(g)
