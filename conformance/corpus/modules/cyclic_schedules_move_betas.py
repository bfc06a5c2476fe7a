# rule: modules.schedulers
# source: changes
# claim: `CyclicLR` takes an optimizer that has betas in place of a momentum
# changes: cyclic_schedules_move_betas
import torch
from torch.optim.lr_scheduler import CyclicLR

p = torch.ones(1, requires_grad=True)
o = torch.optim.Adam([p])
s = CyclicLR(o, 0.1, 1.0, 1)
print(o.param_groups[0]["betas"])
