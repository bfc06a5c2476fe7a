# rule: functions.forward-mode
# source: own
# claim: an output without a gradient has no tangent
# since: >=2.9
import torch
from torch.autograd import forward_ad

class Kept(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        out = x.clone()
        ctx.mark_non_differentiable(out)
        return out
    @staticmethod
    def jvp(ctx, t):
        return t

with forward_ad.dual_level():
    Kept.apply(forward_ad.make_dual(torch.tensor([3.0, 4.0]), torch.tensor([1.0, 2.0])))
