import torch

x=torch.ones(3,requires_grad=True)
with torch.no_grad():
    x.add_(1)
    x[0]=5
    x[0:2].mul_(2)
    v=x[0:2]
v.add_(1)
v2=x.detach()[0:1]
v2.add_(1)
x.data[1]=7
