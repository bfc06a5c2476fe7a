"""The first tutorial, with Variable."""

import torch
from torch.autograd import Variable
x = Variable(torch.ones(2, 2), requires_grad=True)
print(x)
print(x.data)
print(x.grad)
print(x.grad_fn)
print(x.creator) if hasattr(x, "creator") else print("no creator")
y = x + 2
print(y, y.grad_fn)
z = y * y * 3
out = z.mean()
print(z, out)
out.backward()
print(x.grad)
x = torch.randn(3)
x = Variable(x, requires_grad=True)
y = x * 2
while y.data.norm() < 1000:
    y = y * 2
print(y)
gradients = torch.FloatTensor([0.1, 1.0, 0.0001])
y.backward(gradients)
print(x.grad)
print(out.data[0])
print(out.data.item(), out.item())
v = Variable(torch.FloatTensor([1, 2, 3]))
print(v, v.requires_grad, v.volatile)
