"""Writes that nobody notices."""

import torch

a = torch.tensor([1., 2.], requires_grad=True)
b = a * a
a.data.mul_(10)
b.sum().backward()
print(a.grad)

a = torch.tensor([1., 2.], requires_grad=True)
b = a.exp()
b.detach().numpy()[:] = 0
b.sum().backward()
print(a.grad)

a = torch.tensor([1., 2.], requires_grad=True)
b = (a * 1) ** 2
c = a.data
c.copy_(torch.tensor([5., 6.]))
b.sum().backward()
print(a.grad)
d = a * a
torch.from_dlpack(a.detach()).zero_()
d.sum().backward()
print(a.grad)
e = a + 1
f = e * e
torch.from_numpy(e.detach().numpy()).fill_(3)
f.sum().backward()
print(a.grad)

a = torch.ones(1, requires_grad=True)
e = a.expand(3)
f = e * torch.tensor([1., 2., 3.])
g = e * e
a.data.fill_(2)
(f + g).sum().backward()
print(a.grad)
