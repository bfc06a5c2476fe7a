# rule: functions.forward-mode
# source: own
# claim: writing in place writes the tangent too; that of a view is a view of the tangent of its
#   base
# since: >=2.0
import torch
from torch.autograd import forward_ad

x, t = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.5])
with forward_ad.dual_level():
    d = forward_ad.make_dual(x.clone(), t)
    d.mul_(x)
    plain = torch.ones(2, 2)
    row = plain[1].mul_(d)
    d.copy_(x).squeeze_()
    d.unsqueeze_(0)
    made = (plain, row, d, torch.ones(2).copy_(d[0]), d[0], d.t(), d.max(1))
    print([forward_ad.unpack_dual(v).tangent for v in made[:-1]], made[-1])
