import torch

x=torch.ones(3,dtype=torch.float64,requires_grad=True)
y=torch.ones(3)
y.copy_(x)
y.sum().backward()
z=torch.ones(2,3)
z.copy_(x)
z.sum().backward()
