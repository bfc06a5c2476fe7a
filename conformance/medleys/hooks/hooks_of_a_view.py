"""Hooks of a view whose base is written to."""

import torch

x = torch.ones(2, requires_grad=True)
y = x.clone()
v = y[0:1]
v.retain_grad()
v.register_hook(lambda g: print("v", g))
y.mul_(2)
(v + y[0]).sum().backward()
print(v.grad, v.retains_grad, x.grad)
