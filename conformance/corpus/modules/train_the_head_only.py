# rule: modules.replace-head
# source: seeds/001
# claim: with only the new layer in the optimizer, steps with momentum change it and nothing
#   else
import torch
from torch import nn, optim

net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1)).requires_grad_(False)
net[1] = nn.Linear(2, 1)
old = [p.clone() for p in net.parameters()]
opt = optim.SGD(net[1].parameters(), lr=0.1, momentum=0.9)
for step in range(2):
    opt.zero_grad()
    net(torch.ones(1, 2)).sum().backward()
    opt.step()
print([torch.equal(a, b) for a, b in zip(old, net.parameters())])
