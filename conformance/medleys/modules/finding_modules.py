"""Finding modules and parameters by path; copies and pickles of modules."""

import copy
import pickle
import torch
from torch import nn

roundtrip = lambda value: pickle.loads(pickle.dumps(value))

net = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 1), nn.ReLU()))
print([n for n, _ in net.named_modules()], [n for n, _ in net.named_children()], len(list(net.modules())))
print(net.get_submodule("1.0"), net.get_parameter("1.0.weight").shape)
net.get_submodule("5")
net.get_parameter("1.0")
net.get_buffer("1.0.weight")
net.get_submodule("1.0.weight")
net.apply(lambda m: print(type(m).__name__))
net.train(3)
net.eval()
print(net.training, net[1][0].training, net.train().training)
print(net.requires_grad_(False) is net, [p.requires_grad for p in net.parameters()])
net.zero_grad()
c = copy.deepcopy(net)
print(c[0].weight is net[0].weight, torch.equal(c[0].weight, net[0].weight), c)
d = roundtrip(net)
print(d, torch.equal(d[0].weight, net[0].weight), d[0].weight)
