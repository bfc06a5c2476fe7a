import torch

x=torch.ones(3,requires_grad=True)
y=torch.ones(3,requires_grad=True)
y.copy_(x)
y.grad=torch.ones(3)
y.sum().backward()
g=y.grad
