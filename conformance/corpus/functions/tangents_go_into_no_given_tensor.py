# rule: functions.forward-mode
# source: own
# claim: an operation that writes into a given tensor is refused after it wrote
# since: >=2.4
import torch
from torch.autograd import forward_ad

out = torch.zeros(2)
with forward_ad.dual_level():
    d = forward_ad.make_dual(torch.ones(2), torch.ones(2))
    try:
        torch.add(d, d, out=out)
    except NotImplementedError as error:
        print(error, out)
    forward_ad.make_dual(torch.zeros(2), d)
