"""Errors name the hook; the user's own pass through."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
def named(g):
    return g.double()
y.register_hook(named)
y.sum().backward()
z = x * 2
def sized(g): return torch.ones(2, 2)
h = z.register_hook(sized)
z.sum().backward()
w = x * 2
def raises(g): raise ValueError("no")
w.register_hook(raises)
w.sum().backward()
print(x.grad)
