# rule: modules.requires-grad
# source: own
# claim: module.requires_grad_(False) freezes all its parameters and returns the module
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
same = net.requires_grad_(False)
net[1].requires_grad_()
print(same is net, [p.requires_grad for p in net.parameters()])
