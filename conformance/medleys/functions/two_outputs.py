"""Two outputs and a constant argument."""

import torch

class F2(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k, y):
        ctx.k = k
        ctx.save_for_backward(x, y)
        return x * y * k, x + y
    @staticmethod
    def backward(ctx, g1, g2):
        x, y = ctx.saved_tensors
        print(g1, g2)
        return g1 * y * ctx.k + g2, None, g1 * x * ctx.k + g2
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0, 2.0], requires_grad=True)
a, b = F2.apply(x, 3, y)
print(a, b, a.output_nr, b.output_nr, a.grad_fn is b.grad_fn)
a.sum().backward(retain_graph=True)
b.sum().backward(retain_graph=True)
(a * b).sum().backward()
print(x.grad, y.grad)
F2.apply(x, y)
F2.apply(x, 3, y, 4)
F2.apply(x, y=y, k=3)
F2.apply()
