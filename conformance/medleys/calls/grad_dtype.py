"""A gradient of another dtype than its leaf."""

import torch

x = torch.ones(2, requires_grad=True)
print(x.grad_dtype)
x.grad_dtype = torch.float64
x.sum().backward() if False else None
(x * 2).sum().backward()
print(x.grad)
