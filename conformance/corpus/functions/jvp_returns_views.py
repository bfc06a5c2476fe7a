# rule: functions.forward-mode
# source: own
# claim: forward sees no tangents; a view of an input has a view of its tangent
# since: >=2.9
import torch
from torch.autograd import forward_ad

class Row(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        print(x)
        return x[:1]
    @staticmethod
    def jvp(ctx, t):
        return t[:1]

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.tensor([3.0, 4.0]), torch.tensor([1.0, 2.0]))
    print(Row.apply(x))
    print(Row.apply(x[:]))
