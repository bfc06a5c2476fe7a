# rule: functions.forward-mode
# source: own
# claim: the jvp of a custom Function is called with zeros for inputs without a tangent
# since: >=2.0
import torch
from torch.autograd import forward_ad

class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_forward(x, y)
        return x * y, y

    @staticmethod
    def jvp(ctx, a, b):
        x, y = ctx.saved_tensors
        return a * y + b * x, b

x = torch.tensor([1.0, 2.0])
with forward_ad.dual_level():
    y, z = Product.apply(forward_ad.make_dual(x, x), torch.ones(2))
    print(forward_ad.unpack_dual(y), Product.apply(x, x))
