# rule: modules.schedulers
# source: changes
# claim: `OneCycleLR.state_dict` has the name of its curve, not the function
# changes: one_cycle_names_its_curve
import torch

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0, momentum=0.9)
s = torch.optim.lr_scheduler.OneCycleLR(o, 1.0, total_steps=3)
print("_anneal_func_type" in s.state_dict(), "anneal_func" in s.state_dict())
