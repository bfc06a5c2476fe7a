"""`detach`, `detach_`, and `.grad` of a non-leaf."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
print(y.grad)
y.retain_grad()
print(y.grad)
y.sum().backward()
print(y.grad, y.is_leaf)
z = y.detach()
print(z.grad, z.requires_grad)
y.detach_()
print(y, y.grad, y.requires_grad, y.is_leaf, y.retains_grad)
y.detach_()
v = (x * 2)[0:1]
v.detach_()
w = x.view(2)
w.detach_()
x.detach_()
print(x.requires_grad, x.grad)
u = torch.ones(2)
u.detach_()
print(u.detach() is u)
k = x.detach()
k.requires_grad_()
(k * 2).sum().backward()
print(k.grad, x.grad)
