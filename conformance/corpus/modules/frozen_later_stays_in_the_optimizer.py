# rule: modules.freeze-after-optimizer
# source: seeds/003
# claim: freezing after building the optimizer leaves the parameter in it: more parameters than
#   when filtered
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
opt = torch.optim.Adam(net.parameters(), lr=0.1)
net[0].weight.requires_grad = False
filtered = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=0.1)
print(len(opt.param_groups[0]["params"]), len(filtered.param_groups[0]["params"]))
