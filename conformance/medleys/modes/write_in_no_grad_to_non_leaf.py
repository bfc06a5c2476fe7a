import torch

x=torch.ones(3,requires_grad=True)
y=x*2
with torch.no_grad():
    y.add_(1)
z=y*1
z.sum().backward()
v=y[0:1]
with torch.no_grad():
    v.mul_(2)
q=v.grad_fn
y.sum().backward()
