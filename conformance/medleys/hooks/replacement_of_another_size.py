"""A hook that changes the size."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: torch.ones(3))
y.sum().backward()
