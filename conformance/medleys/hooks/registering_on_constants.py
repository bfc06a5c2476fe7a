"""Hooks on what requires no grad."""

import torch

x = torch.ones(2)
x.register_hook(lambda g: g)
x.retain_grad()
x.requires_grad_()
x.retain_grad()
print(x.retains_grad)
y = x * 2
with torch.no_grad():
    z = y * 1
z.retain_grad()
y.register_hook(3)
x.register_hook("a")
y.sum().backward()
