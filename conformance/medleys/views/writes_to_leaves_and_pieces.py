import torch

x=torch.ones(3,requires_grad=True)
x.add_(1)
x[0:1].add_(1)
x[0]=3
a=x*2
u=a.unbind()
u[0].add_(1)
c=a.chunk(3)
c[0].mul_(2)
s=a.split([1,2])
s[1].zero_()
a.add_(1)
d=u[0].grad_fn
