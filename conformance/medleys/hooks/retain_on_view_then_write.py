import torch

x=torch.ones(4,requires_grad=True)
y=x*1
v=y[1:3]
y.retain_grad()
v.retain_grad()
v.mul_(5)
(y.sum()+v.sum()).backward()
