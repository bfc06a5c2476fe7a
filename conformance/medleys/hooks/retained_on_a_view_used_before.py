"""A view that retains its gradient and was used before its base was written: which gradient is kept?"""

import torch

x = torch.ones(3, requires_grad=True)
y = x * 1
v = y[:2]
v.retain_grad()
w = v * 3
y.mul_(2)
(w.sum() + (v * 5).sum()).backward()
print(v.grad, x.grad)
y = x * 1
v = y[:2]
v.retain_grad()
w = v * 3
v.mul_(2)
(w.sum() + (v * 5).sum() + y.sum()).backward()
print(v.grad, x.grad)
y = x * 1
y.retain_grad()
w = y * 3
y.mul_(2)
(w.sum() + (y * 5).sum()).backward()
print(y.grad, x.grad)
c = torch.ones(3)
v = c[:2]
c.mul_(x)
v.retain_grad()
(v * 5).sum().backward()
print(v.grad)
a, b = torch.split(x * 1, [1, 2])
b.retain_grad()
w = b * 3
(w.sum() + b.sum()).backward()
print(b.grad)
