# rule: functions.forward-mode
# source: own
# claim: a tangent needs a level, the shape of its tensor and a floating dtype; a tensor has at
#   most one
# since: >=2.0
import torch
from torch.autograd import forward_ad

x = torch.tensor([1.0, 2.0])
print(forward_ad.make_dual(x, x))
print(forward_ad.unpack_dual(x))
with forward_ad.dual_level():
    d = forward_ad.make_dual(x, torch.ones(2))
    forward_ad.make_dual(d, x)
with forward_ad.dual_level():
    forward_ad.make_dual(x, torch.ones(3))
with forward_ad.dual_level():
    forward_ad.make_dual(x.long(), x)
