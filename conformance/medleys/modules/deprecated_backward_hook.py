"""The deprecated backward hook, and both kinds on one module."""

import torch
from torch import nn

m = nn.Linear(2, 2)
x = torch.ones(1, 2, requires_grad=True)
h = m.register_backward_hook(lambda mod, gi, go: print("old", [g is None for g in gi], go))
y = m(x)
y.sum().backward()
m.register_full_backward_hook(lambda mod, gi, go: None)
