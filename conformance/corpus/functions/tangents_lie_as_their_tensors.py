# rule: functions.forward-mode
# source: own
# claim: a tangent that lies in memory as its tensor does is kept itself, another is copied
# since: >=2.4
import torch
from torch.autograd import forward_ad

square, row, part = torch.ones(2, 2), torch.ones(2), torch.ones(5)[:2].detach()
others = ((square, square * 2), (square, square.t()), (square.t(), square), (part, row))
others += ((row, torch.ones(1).expand(2)), (row, torch.ones(4)[::2]), (row, row.double()))
with forward_ad.dual_level():
    for x, t in others:
        tangent = forward_ad.unpack_dual(forward_ad.make_dual(x, t)).tangent
        print(tangent is t, tangent.stride(), tangent.dtype)
