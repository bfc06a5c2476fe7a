# rule: modules.optimizer-state
# source: changes
# claim: `Adam` takes `decoupled_weight_decay`
# changes: adam_groups_say_how_they_decay
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
o = torch.optim.Adam([x], lr=0.5)
print(o.state_dict())
