"""A backward pass within a level: gradients written in terms of results have tangents, too."""

import torch
import torch.autograd.forward_ad as fwAD

class Exp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.exp()
        ctx.save_for_backward(y)
        ctx.save_for_forward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0]

    @staticmethod
    def jvp(ctx, tangent):
        return tangent * ctx.saved_tensors[0]

x = torch.tensor([0.5, 2.0], requires_grad=True)
v = torch.tensor([1.0, 3.0])
for function in (
    torch.exp,
    torch.sqrt,
    torch.reciprocal,
    torch.sin,
    lambda x: x.sin().exp(),
    lambda x: x.exp() * x.sin(),
    lambda x: x.clone().exp_(),
    Exp.apply,
):
    with fwAD.dual_level():
        dual = fwAD.make_dual(x, v)
        (grad,) = torch.autograd.grad(function(dual).sum(), dual, create_graph=True)
        print(fwAD.unpack_dual(grad).primal.tolist(), fwAD.unpack_dual(grad).tangent.tolist())
