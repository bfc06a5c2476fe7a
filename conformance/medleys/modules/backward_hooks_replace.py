"""Full backward hooks that replace gradients, and results that do not fit."""

import torch
from torch import nn

m = nn.Linear(2, 2)
x = torch.ones(1, 2, requires_grad=True)
h4 = m.register_full_backward_hook(lambda mod, gi, go: (gi[0] * 10,))
h5 = m.register_full_backward_pre_hook(lambda mod, go: (go[0] * 3,))
y = m(x)
y.sum().backward()
print(x.grad, m.weight.grad)
m2 = nn.Linear(2, 2)
h = m2.register_full_backward_hook(lambda mod, gi, go: (gi[0], gi[0]))
m2(x).sum().backward()
m3 = nn.Linear(2, 2)
h = m3.register_full_backward_pre_hook(lambda mod, go: (go[0], go[0]))
m3(x).sum().backward()
