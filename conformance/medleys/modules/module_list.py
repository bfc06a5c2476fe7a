"""A list of modules."""

import torch
from torch import nn

l = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU()])
print(l, len(l), l[0], l[-1], l[1:])
l.append(nn.Identity())
l[0] = nn.Tanh()
del l[1]
l.insert(0, nn.Sigmoid())
l.extend([nn.GELU()])
print(l)
l[10]
print(nn.ModuleList())
l(3)
l.extend(3)
l + [nn.Flatten()]
print(l.pop(0))
