"""Retained gradients of what is written to."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
z = y * 3
y.retain_grad()
y.retain_grad()
z.sum().backward()
print(y.grad, y.retains_grad, x.retains_grad)
w = x.clone()
w.retain_grad()
w.mul_(2)
w.sum().backward()
print(w.grad, x.grad)
v = x * 2
u = v.view(2)
u.retain_grad()
v.retain_grad()
v.mul_(3)
(u * u).sum().backward()
print(u.grad, v.grad)
q = x * 2
q.retain_grad()
q.requires_grad_()
q.detach_()
print(q.retains_grad, q.grad)
r = (x * 2)
r.retain_grad()
with torch.no_grad(): r.mul_(2)
r.sum().backward()
print(r.grad)
