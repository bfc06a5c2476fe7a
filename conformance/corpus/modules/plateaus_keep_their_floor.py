# rule: modules.schedulers
# source: changes
# claim: `ReduceLROnPlateau` keeps the smallest rate for groups that are added
# changes: plateaus_keep_their_floor
import torch

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = torch.optim.lr_scheduler.ReduceLROnPlateau(o, patience=0, min_lr=0.5)
o.add_param_group({"params": [torch.ones(1, requires_grad=True)]})
s.step(1.0)
s.step(1.0)
print(s.min_lrs, [group["lr"] for group in o.param_groups])
