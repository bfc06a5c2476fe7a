"""What `.data` may be set to, and what follows."""

import torch

x = torch.ones(2, requires_grad=True)
x.data = torch.zeros(3)
print(x, x._version, x.requires_grad)
x.data = 3
x.data = torch.ones(2, dtype=torch.int64)
x.data = torch.ones(2, dtype=torch.float64)
print(x)
y = x * 2
y.data = torch.zeros(2)
print(y)
y.data = torch.zeros(2, dtype=torch.float64)
print(y)
y.sum().backward()
print(x.grad)
z = torch.ones(2)
z.data = torch.ones(2, dtype=torch.int64)
print(z)
d = x.data
d.add_(1)
print(x._version, d._version, d.requires_grad, d.grad_fn, d is x.data)
x.grad.data.zero_()
print(x.grad, x.grad._version)
x.data += 1
print(x)
x.data[0] = 5
print(x, x._version)
s = torch.zeros(5)
x.data = s
s.add_(1)
print(x, x._version, s._version)
del x.data
v = x.view(-1)
v.data = torch.ones(2)
print(v, v._base is x, v._is_view())
