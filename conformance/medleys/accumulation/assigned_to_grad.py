"""What `.grad` may be set to."""

import torch

x = torch.ones(2, requires_grad=True)
x.grad = 3
x.grad = torch.ones(3)
x.grad = x
x.grad = torch.ones(2, dtype=torch.float64)
x.grad = torch.ones(2, dtype=torch.int64)
x.grad = "a"
x.grad = [1]
x.grad = None
g = torch.ones(2)
x.grad = g
print(x.grad is g)
(x * 2).sum().backward()
print(g, x.grad is g)
y = x * 2
y.grad = torch.ones(2)
print(y.grad)
y.sum().backward()
print(y.grad)
z = torch.ones(2)
z.grad = torch.ones(2)
print(z.grad)
i = torch.ones(2, dtype=torch.int64)
i.grad = torch.ones(2)
i.grad = torch.ones(2, dtype=torch.int64)
del x.grad
print(x.grad)
x.grad = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
print(x.grad)
x.grad = torch.ones(1, 2)[0]
c = torch.ones(2, dtype=torch.complex64, requires_grad=True)
c.grad = torch.ones(2)
c.grad = torch.ones(2, dtype=torch.complex64)
b = torch.ones(2, dtype=torch.bfloat16, requires_grad=True)
b.grad = torch.ones(2)
b.grad = torch.ones(2, dtype=torch.bfloat16)
h = torch.ones(2, dtype=torch.float16, requires_grad=True)
h.grad = torch.ones(2)
