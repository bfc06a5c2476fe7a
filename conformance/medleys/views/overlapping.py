"""Writes to memory that overlaps itself."""

import torch

a = torch.ones(3, 1, requires_grad=True)
b = (a * 1).expand(3, 4)
b.add_(1)
b.fill_(2)
print(b.grad_fn)
b.zero_()
b[0] = 5
b[0, 0] = 5
b.copy_(torch.ones(3, 4))
b.mul_(2)
b[:, 0].mul_(2)
b.normal_()
b.masked_fill_(b > 0, 1)
b.index_fill_(0, torch.tensor([0]), 1.)
b.clamp_(0)
b.relu_()
b.exp_()
b.sum().backward()
print(a.grad)

a = torch.zeros(3)
o = a.as_strided((2, 2), (1, 1))
o.add_(1)
o.mul_(2)
o.fill_(2)
o.copy_(torch.ones(2, 2))
print(a)
b = torch.zeros(4)
b[1:].add_(b[:-1])
b[1:].copy_(b[:-1])
b[:-1].mul_(b[1:])
torch.add(b[1:], 1, out=b[:-1])
torch.add(b, 1, out=b)
e = torch.zeros(1).expand(3)
torch.add(b[:3], 1, out=e)
