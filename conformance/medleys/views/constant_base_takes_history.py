import torch

b=torch.zeros(3)
v=b[0:2]
x=torch.ones(2,requires_grad=True)
v.add_(x)
b.sum().backward()
q=b.is_leaf
