# rule: modules.parameter-groups
# source: changes
# claim: optimizers take named parameters
# changes: optimizers_keep_names
import torch

x = torch.nn.Parameter(torch.ones(2))
o = torch.optim.SGD([("x", x)], lr=0.5)
print(o.state_dict())
