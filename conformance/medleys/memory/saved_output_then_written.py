import torch

x=torch.ones(2,requires_grad=True)
y=(x*1)
z=y.exp()
y.mul_(z)
z.sum().backward()
y.sum().backward()
