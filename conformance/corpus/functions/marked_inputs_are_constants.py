# rule: functions.mark-non-differentiable
# source: own
# claim: an input, a view of one and a leaf made in forward come back as constants if they are
#   marked
import torch

class Keep(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        made, part = torch.ones(2, requires_grad=True), x[:1]
        ctx.mark_non_differentiable(x, made, part)
        return x, made, y.view(2), part
    @staticmethod
    def backward(ctx, *g):
        return g[0], g[2]

x = torch.tensor([1.0, 2.0], requires_grad=True)
a, b, c, d = Keep.apply(x, x * 1)
print(a.requires_grad, b.requires_grad, c.requires_grad, a is x)
c.mul_(2)
