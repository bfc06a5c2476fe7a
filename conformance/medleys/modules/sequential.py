"""A row of modules, changed in every way."""

import torch
from torch import nn

s = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
print(s + nn.Sequential(nn.Tanh()), s * 2)
s += nn.Sequential(nn.Tanh())
s.append(nn.Sigmoid())
s.insert(1, nn.Identity())
print(s, s[1:3])
del s[0]
print(s)
s + 3
s * 2.0
s * 0
s[20]
print(s.pop(0))
s.extend([nn.Identity()])
print(s)
from collections import OrderedDict
print(nn.Sequential(OrderedDict([("a", nn.Linear(1, 2)), ("b", nn.ReLU(inplace=True))])))
nn.Sequential(3)
