# rule: functions.forward-mode
# source: changes
# claim: `renorm` can be used in forward mode
# changes: renorm_has_tangents
import torch
from torch.autograd import forward_ad

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.tensor([[3.0, 4.0]]), torch.tensor([[1.0, 2.0]]))
    print(forward_ad.unpack_dual(x.renorm(2, 0, 1.0)).tangent)
