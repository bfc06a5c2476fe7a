# Gradients that vanish for good: what may be done with them.

import torch

x=torch.arange(3.,requires_grad=True)
g=torch.autograd.grad(x.abs().sum(),x,create_graph=True)[0]
h=torch.autograd.grad(g.sum(),x)[0]
h.tolist()
h.zero_()
h+1
h.clone()
print(h)
x.grad
x.sgn().sum().backward()
print(x.grad)
x.sgn().sum().backward()
x.grad=None
(x.sgn()+x.sin()).sum().backward()
x.grad=None
(x.sgn()*2).sum().backward()
print(x.grad)
m=torch.ones(2,3,requires_grad=True)
m.t().sgn().sum().backward()
m.grad=None
m[0].sgn().sum().backward()
m.grad=None
m.view(6).sgn().sum().backward()
print(m.grad)
y=torch.ones(3,1,requires_grad=True)
y.expand(3,2).sgn().sum().backward()
z=y*2
z.sgn().sum().backward()
k=torch.ones(3,requires_grad=True)
l=k.double().sgn().sum()
l.backward()
