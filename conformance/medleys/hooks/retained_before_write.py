import torch

x=torch.ones(3,requires_grad=True)
y=x*1
y.retain_grad()
y.mul_(3)
y.sum().backward()
