import torch

x=torch.ones(3,requires_grad=True)
b=x.view(3)
b.detach_()
c=torch.ones(3).view(3)
c.detach_()
d=x*2
e=d.detach_()
x.detach_()
