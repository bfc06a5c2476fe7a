"""A step that is recorded."""

import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
y = w * 2
o = torch.optim.SGD([y], lr=0.1, differentiable=True)
y.sum().backward(retain_graph=True)
o = torch.optim.SGD([w], lr=0.1, differentiable=True)
o.step()
