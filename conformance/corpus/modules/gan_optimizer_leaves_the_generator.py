# rule: modules.gan-detach
# source: seeds/003
# claim: a step over all parameters changes only those that got a gradient
import torch
import torch.nn as nn

nets = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
opt = torch.optim.SGD(nets.parameters(), lr=0.1)
old = [p.detach().clone() for p in nets.parameters()]
nets[1](nets[0](torch.ones(1, 2)).detach()).sum().backward()
opt.step()
print([torch.equal(a, b) for a, b in zip(old, nets.parameters())])
