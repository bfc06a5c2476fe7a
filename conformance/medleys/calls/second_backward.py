import torch

x=torch.ones(3,requires_grad=True)
y=x*x
y.sum().backward()
y.sum().backward()
