import torch

x=torch.ones(3,requires_grad=True)
y=x*1
v=y.expand(2,3)
y.add_(1)
v.sum().backward()
