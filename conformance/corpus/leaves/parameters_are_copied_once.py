# rule: leaves.deepcopy
# source: own
# claim: a parameter that is found twice is one parameter in the copy, with its flag and without its
#   gradient
# since: >=2.0
import copy
import torch
import torch.nn as nn

m = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1))
m[1].weight = m[0].weight.requires_grad_(False)
m[0].bias.grad = torch.ones(1)
new = copy.deepcopy(m)
print(new[0].weight is new[1].weight, new[0].weight.requires_grad, new[0].bias.grad)
print(nn.Parameter(), nn.Parameter(requires_grad=False))
