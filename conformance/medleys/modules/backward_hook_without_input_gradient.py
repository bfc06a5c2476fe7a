"""A full backward hook when no input requires grad."""

import torch
from torch import nn

m = nn.Linear(2, 2)
x = torch.ones(1, 2)
h4 = m.register_full_backward_hook(lambda mod, gi, go: print("bw", gi, go))
y = m(x)
y.sum().backward()
m.register_backward_hook(lambda mod, gi, go: None)
