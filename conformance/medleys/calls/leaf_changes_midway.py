"""A leaf whose flag or memory changes between forward and backward."""

import torch

x = torch.ones(2, requires_grad=True)
y = (x * 2).sum()
x.requires_grad_(False)
y.backward()
print(x.grad)
x.requires_grad_(True)
y = (x * 2).sum(); y.backward(); print(x.grad)
z = (x * 3).sum()
x.requires_grad_(False)
torch.autograd.grad(z, x)

x = torch.ones(2, requires_grad=True)
y = (x ** 2).sum()
x.data = torch.tensor([5., 6.])
y.backward(); print(x.grad)
y = (x ** 2).sum()
x.data.fill_(3.)
y.backward(); print(x.grad)
