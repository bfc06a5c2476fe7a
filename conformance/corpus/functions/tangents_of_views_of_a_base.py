# rule: functions.forward-mode
# source: own
# claim: a view of what has a tangent has a view of it, also if it was made before
import torch
from torch.autograd import forward_ad

x = torch.tensor([1.0, 2.0])
with forward_ad.dual_level():
    d = forward_ad.make_dual(x, torch.ones(2))
    plain = torch.ones(3, 2)
    rows = plain[0], plain[1], plain[2]
    rows[1].mul_(d)
    rows[0].copy_(d)
    print([forward_ad.unpack_dual(v).tangent for v in (plain, *rows)], d.contiguous() is d)
