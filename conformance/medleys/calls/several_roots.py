"""Several roots, also one below another, and leaves as roots."""

import torch

x = torch.ones(2, requires_grad=True)
a, b = x * 2, x * 3
torch.autograd.backward([a.sum(), b.sum()])
print(x.grad)
torch.autograd.backward([a, b.sum()], [torch.tensor([1., 2.]), None])
print(x.grad)
c = torch.ones(2)
torch.autograd.backward([a.sum(), c.sum()])
print(x.grad)
torch.autograd.backward([c.sum(), a.sum()], [None, None])
torch.autograd.backward([x, x], [torch.ones(2), torch.ones(2)])
print(x.grad)
x.backward(torch.ones(2))
print(x.grad)

x = torch.tensor(2., requires_grad=True)
y = x ** 2
z = y ** 2
torch.autograd.backward([y, z])
print(x.grad)
g = torch.autograd.grad([x**2, x], [x])
print(g)
