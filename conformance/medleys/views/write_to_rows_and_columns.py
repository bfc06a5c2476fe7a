import torch

a=torch.ones(2,2,requires_grad=True)*1
v=a[0]
v.mul_(2)
w=a[:,1]
w+=v.detach()
a.sum().backward()
