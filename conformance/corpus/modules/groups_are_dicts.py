# rule: modules.parameter-groups
# source: own
# claim: a group is a dict; a set has no order, a tensor alone is a group of one
# since: >=2.4
import torch

p, q = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
o = torch.optim.SGD([p], lr=0.1)
o.add_param_group([q])
o.add_param_group({"params": {q}})
o.add_param_group({"params": q})
print(len(o.param_groups[1]["params"]))
