"""What may take the place of a parameter."""

import torch
from torch import nn

net = nn.Linear(3, 2, bias=False)
print(net, net.bias, net.weight)
w = net.weight
net.weight = nn.Parameter(torch.ones(2,3))
net.weight = 3
net.weight = torch.ones(2)
net.weight = None
print(net.weight, list(net.parameters()))
net.foo
del net.weight
net.weight
