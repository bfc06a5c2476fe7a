import torch

x=torch.ones(2,requires_grad=True)
y=x*1
y.add_(y)
y.mul_(y)
y.sum().backward()
