# rule: modules.freeze-parameters
# source: seeds/001
# claim: a network whose parameters all have requires_grad False records nothing
import torch
import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
for param in net.parameters():
    param.requires_grad = False
y = net(torch.ones(1, 2))
print([p.requires_grad for p in net.parameters()], y.requires_grad)
