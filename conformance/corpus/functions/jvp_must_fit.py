# rule: functions.forward-mode
# source: own
# claim: what jvp returns becomes the tangent of the output, and must be a tensor
# since: >=2.0
import torch
from torch.autograd import forward_ad

class Odd(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, answer):
        ctx.set_materialize_grads(False)
        ctx.answer = answer
        return x.clone()
    @staticmethod
    def jvp(ctx, a, b):
        return ctx.answer

x = torch.tensor([1.0, 2.0])
with forward_ad.dual_level():
    print(Odd.apply(x, x), Odd.apply(forward_ad.make_dual(x, x), x))
    Odd.apply(forward_ad.make_dual(x, x), 3)
