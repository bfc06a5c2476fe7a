# rule: functions.forward-mode
# source: own
# claim: what writes to an input must write to its tangent
# since: >=2.9
import torch
from torch.autograd import forward_ad

class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)
    @staticmethod
    def jvp(ctx, t):
        return t * 2

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.tensor([3.0, 4.0]), torch.tensor([1.0, 2.0]))
    print(Double.apply(x) is x, x)
