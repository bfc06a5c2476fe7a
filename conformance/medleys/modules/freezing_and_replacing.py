"""Frozen layers, a new head, weights changed between forward and backward."""

import torch
from torch import nn

net = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 2))
for p in net.parameters(): p.requires_grad = False
net[2] = nn.Linear(3, 2)
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, net.parameters()), lr=0.1)
print(opt, len(opt.param_groups[0]["params"]))
net(torch.ones(1, 3)).sum().backward()
print([p.grad for p in net.parameters()])
opt.step()
w0 = net[0].weight.clone()
opt2 = torch.optim.SGD(net.parameters(), lr=0.1, weight_decay=0.1)
opt2.zero_grad()
net(torch.ones(1, 3)).sum().backward()
opt2.step()
print(torch.allclose(w0, net[0].weight), net[0].weight._version, net[2].weight._version)
y = net(torch.ones(1, 3)).requires_grad
net.requires_grad_(True)
out = net(torch.ones(1, 3))
net[0].weight.data.mul_(2)
out.sum().backward()
print(net[2].weight.grad)
out = net(torch.ones(1, 3))
with torch.no_grad(): net[2].weight.mul_(2)
out.sum().backward()
out = net(torch.ones(1, 3))
opt2.step()
out.sum().backward()
