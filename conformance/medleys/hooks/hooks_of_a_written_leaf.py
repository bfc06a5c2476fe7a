"""Hooks of a leaf that was written to and detached."""

import torch

x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: g * 2)
x.mul_(2) if False else None
with torch.no_grad():
    x.mul_(2)
(x * 3).sum().backward()
print(x.grad)
x.detach_()
print(x.requires_grad)
x.requires_grad_()
(x * 3).sum().backward()
print(x.grad)
