"""The functions that tutorials show."""

import torch

class ReLUGrad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        gi = g.clone()
        gi[x < 0] = 0
        return gi
x = torch.tensor([-1.0, 0.0, 2.0], requires_grad=True)
y = ReLUGrad.apply(x)
y.sum().backward()
print(x.grad, y.grad_fn)
class GradReverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, lam):
        ctx.lam = lam
        return x.view_as(x)
    @staticmethod
    def backward(ctx, g): return g.neg() * ctx.lam, None
z = GradReverse.apply(x, 0.5)
print(z, z._is_view(), z._base is x)
z.sum().backward()
print(x.grad)
z.add_(1)
class STE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return (x > 0).float()
    @staticmethod
    def backward(ctx, g): return g
STE.apply(x).sum().backward()
print(x.grad)
class MyLinear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input, weight, bias=None):
        ctx.save_for_backward(input, weight, bias)
        output = input.mm(weight.t())
        if bias is not None: output += bias.unsqueeze(0).expand_as(output)
        return output
    @staticmethod
    def backward(ctx, grad_output):
        input, weight, bias = ctx.saved_tensors
        gi = gw = gb = None
        if ctx.needs_input_grad[0]: gi = grad_output.mm(weight)
        if ctx.needs_input_grad[1]: gw = grad_output.t().mm(input)
        if bias is not None and ctx.needs_input_grad[2]: gb = grad_output.sum(0)
        return gi, gw, gb
i = torch.ones(2, 3)
w = torch.ones(2, 3, requires_grad=True)
b = torch.zeros(2, requires_grad=True)
MyLinear.apply(i, w, b).sum().backward()
print(w.grad, b.grad)
MyLinear.apply(i, w).sum().backward()
MyLinear.apply(i, w, None).sum().backward()
print(w.grad)
class NoRet(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): pass
    @staticmethod
    def backward(ctx, g): pass
print(NoRet.apply(x))
class Str(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, s): return x * len(s)
    @staticmethod
    def backward(ctx, g): return g
Str.apply(x, "abc").sum().backward()
Str.forward(None, x, "ab")
Str.apply()
Str.apply(x)
super(Str, Str).apply
