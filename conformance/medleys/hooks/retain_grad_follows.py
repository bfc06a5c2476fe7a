"""`retain_grad` and hooks before and after a write."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
h = y.register_hook(lambda g: print("hook", g))
y.mul_(3)
h2 = y.register_hook(lambda g: print("hook2", g))
y.sum().backward()
print(y.grad, x.grad)
