# rule: modules.schedulers
# source: changes
# claim: `ReduceLROnPlateau` is a schedule like others: it has `get_last_lr`
# changes: plateaus_know_their_rates
import torch

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = torch.optim.lr_scheduler.ReduceLROnPlateau(o)
print(s.get_last_lr())
print("_last_lr" in s.state_dict())
