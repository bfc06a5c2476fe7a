"""A hook that changes the dtype."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: g.double())
y.sum().backward()
