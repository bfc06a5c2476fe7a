import torch

x=torch.ones(4,requires_grad=True)
b=x*1
v=b.view(2,2)
u=v[0]
u.mul_(3)
w=v.t()
b.mul_(2)
f=v.grad_fn
g=u.grad_fn
(b.sum()+v.sum()+u.sum()+w.sum()).backward()
