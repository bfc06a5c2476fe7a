# rule: modules.schedulers
# source: changes
# claim: the state of a `CyclicLR` holds no reference to its scale; one cycle that is over names the
#   step it refuses
# changes: cyclic_schedules_drop_their_scale
import torch
from torch.optim.lr_scheduler import CyclicLR, OneCycleLR

p = torch.ones(1, requires_grad=True)
o = torch.optim.SGD([p], lr=1.0, momentum=0.5)
print(sorted(CyclicLR(o, 0.1, 1.0).state_dict()))
s = OneCycleLR(o, 1.0, 1)
o.step()
s.step()
s.step()
