import torch

b=torch.zeros(3)
v=b[0:2]
x=torch.ones(3,requires_grad=True)
b.add_(x)
v.requires_grad_(False)
v.requires_grad=True
w=v*2
w.sum().backward()
