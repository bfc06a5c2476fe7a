"""A hook that writes to its gradient in place."""

import torch

x = torch.ones(2, requires_grad=True)
def hook(g):
    g.mul_(2)
    print(g)
x.register_hook(hook)
(x * 3).sum().backward()
print(x.grad)
