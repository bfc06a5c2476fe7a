import torch

b=torch.zeros(3)
v=b[0:2]
x=torch.ones(3,requires_grad=True)
b.add_(x)
a=v.is_leaf
r=v.requires_grad
f=v.grad_fn
a2=v.is_leaf
