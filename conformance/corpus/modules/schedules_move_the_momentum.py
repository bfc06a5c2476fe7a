# rule: modules.schedulers
# source: own
# claim: a cyclic schedule moves the momentum down where the rate goes up, within the groups of the
#   optimizer; one cycle ends after the steps it was made for
import torch
from torch.optim.lr_scheduler import CyclicLR, OneCycleLR

p = torch.ones(2, requires_grad=True)
o = torch.optim.SGD([p], lr=1.0, momentum=0.5)
for s in (CyclicLR(o, 0.1, 1.0, 2, mode="triangular2"), OneCycleLR(o, 1.0, 4)):
    for _ in range(4):
        p.sum().backward()
        o.step()
        s.step()
        print(p, s.get_last_lr(), o.param_groups[0]["momentum"])
s.step()
OneCycleLR(o, 1.0)
