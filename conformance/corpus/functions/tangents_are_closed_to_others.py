# rule: functions.forward-mode
# source: own
# claim: out= takes no tangents, levels do not nest, and a tangent ends with its level
# since: >=2.0
import torch
from torch.autograd import forward_ad

x = torch.tensor([1.0, 2.0])
with forward_ad.dual_level():
    d = forward_ad.make_dual(x, torch.ones(2))
    torch.sin(d, out=torch.empty(2))
with forward_ad.dual_level():
    with forward_ad.dual_level():
        print(1)
print(d, forward_ad.unpack_dual(d))
