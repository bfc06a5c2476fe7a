# rule: modules.parameter-groups
# source: own
# claim: parameters are given with names or without, in all groups alike
# since: >=2.13
import torch

p, q = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
torch.optim.SGD([("p", p), q], lr=0.1)
o = torch.optim.SGD([("p", p)], lr=0.1)
print(o.param_groups[0]["param_names"])
o.add_param_group({"params": [q]})
