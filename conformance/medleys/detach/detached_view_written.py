import torch

x=torch.ones(4,requires_grad=True)
y=x*1
y2=y.detach()
v=y2[0:2]
v.add_(1)
y3=y*y
y2.add_(1)
y3.sum().backward()
