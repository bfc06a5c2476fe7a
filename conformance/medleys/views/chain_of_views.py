import torch

x=torch.ones(4,requires_grad=True)
y=x*1
v=y.view(2,2)
w=v.view(4)
z=w[0:2]
z.mul_(2)
a=y._base is None
b=w._base is y
c=z._base is y
(y*w).sum().backward()
