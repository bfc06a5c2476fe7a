# rule: functions.save-for-backward
# source: own
# claim: what is saved later replaces what was saved before; None may be saved; several inputs may
#   be marked dirty at once
import torch

class Both(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x)
        ctx.save_for_backward(None, y)
        ctx.mark_dirty(x, y)
        return x.add_(1), y.mul_(2)

    @staticmethod
    def backward(ctx, a, b):
        return a, b * len(ctx.saved_tensors)

x, y = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
a, b = x * 1, y * 1
c, d = Both.apply(a, b)
print(c is a, d is b, a._version, b._version)
