# rule: functions.forward-mode
# source: changes
# claim: `logcumsumexp` can be used in forward mode
# changes: sums_of_exponentials_have_tangents
import torch
from torch.autograd import forward_ad

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 3.0]))
    print(forward_ad.unpack_dual(torch.logcumsumexp(x, 0)).tangent)
