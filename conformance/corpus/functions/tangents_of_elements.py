# rule: functions.forward-mode
# source: own
# claim: a view of one element has its part of the tangent, whichever way it was made
# since: >=2.0
import torch
import torch.autograd.forward_ad as fwAD

with fwAD.dual_level():
    d = fwAD.make_dual(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0]))
    print(fwAD.unpack_dual(d[1]).tangent, fwAD.unpack_dual(d.unbind()[0]).tangent)
    d[1].mul_(2)
    print(fwAD.unpack_dual(d))
