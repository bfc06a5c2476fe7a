"""A retained gradient over two passes."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.sum().backward(retain_graph=True)
g1 = y.grad
y.sum().backward()
print(g1 is y.grad, g1, y.grad)
y.grad = None
print(y.grad, y.retains_grad)
del y.grad
