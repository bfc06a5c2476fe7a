"""Tensor hooks in order, replacing, removed."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
h1 = x.register_hook(lambda g: print("h1", g))
h2 = x.register_hook(lambda g: g * 2)
h3 = x.register_hook(lambda g: print("h3", g))
y = x * 3
y.register_hook(lambda g: print("y1", g))
y.retain_grad()
y.register_hook(lambda g: g + 1)
y.sum().backward()
print(x.grad, y.grad)
h2.remove()
h2.remove()
(x * 3).sum().backward()
print(x.grad)
