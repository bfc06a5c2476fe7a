"""A net is made, printed, trained one step."""

import torch
from torch import nn

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
print(net)
for n, p in net.named_parameters(): print(n, p, p.requires_grad)
x = torch.ones(4, 2)
y = net(x)
print(y)
y.sum().backward()
opt = torch.optim.SGD(net.parameters(), lr=0.1)
opt.step()
opt.zero_grad()
print(net[0].weight.grad, len(net), net[0], list(net))
