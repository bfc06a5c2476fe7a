import torch

x=torch.ones(2,requires_grad=True)
b=x*2
g=b.grad
b.retain_grad()
b.sum().backward()
g=b.grad
