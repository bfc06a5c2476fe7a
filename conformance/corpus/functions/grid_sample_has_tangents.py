# rule: functions.forward-mode
# source: changes
# claim: `grid_sample` can be used in forward mode
# changes: grid_sample_has_tangents
import torch
from torch.autograd import forward_ad

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.ones(1, 1, 1, 3), torch.ones(1, 1, 1, 3))
    y = torch.nn.functional.grid_sample(x, torch.zeros(1, 1, 1, 2), align_corners=False)
    print(forward_ad.unpack_dual(y).tangent)
