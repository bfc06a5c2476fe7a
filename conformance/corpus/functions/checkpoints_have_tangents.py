# rule: functions.forward-mode
# source: changes
# claim: a checkpoint without `use_reentrant` can be used in forward mode
# changes: checkpoints_have_tangents
import torch
from torch.autograd import forward_ad
from torch.utils.checkpoint import checkpoint

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.ones(2), torch.ones(2))
    y = checkpoint(torch.sin, x, use_reentrant=False)
    print(forward_ad.unpack_dual(y).tangent)
