# rule: modules.optimizer-filter
# source: seeds/003
# claim: freezing before and filtering leaves the frozen parameter out of the optimizer, and
#   unchanged
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
net[0].weight.requires_grad = False
old = net[0].weight.clone()
opt = torch.optim.Adam(filter(lambda p: p.requires_grad, net.parameters()), lr=0.1)
net(torch.ones(1, 2)).sum().backward()
opt.step()
print(len(opt.param_groups[0]["params"]), torch.equal(old, net[0].weight))
