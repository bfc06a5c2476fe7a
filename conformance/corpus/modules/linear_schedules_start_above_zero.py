# rule: modules.schedulers
# source: changes
# claim: `LinearLR` refuses to start at 0
# changes: linear_schedules_start_above_zero
import torch

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = torch.optim.lr_scheduler.LinearLR(o, start_factor=0)
print([group["lr"] for group in o.param_groups])
torch.optim.lr_scheduler.LinearLR(o, start_factor=-1.0)
