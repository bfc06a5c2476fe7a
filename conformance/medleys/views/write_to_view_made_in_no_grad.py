import torch

x=torch.ones(3,requires_grad=True)
a=x*2
with torch.no_grad():
    u=a[0:1]
u.add_(x[0])
u.add_(1)
v=u*1
