"""What copies lie like: `clone`, `contiguous`, `to`, `empty_like` with and without a memory format."""

import torch

x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], requires_grad=True)
t = x.t()
e = torch.ones(1, 3).expand(2, 3)
s = torch.arange(12.0).view(3, 4)[:, ::2]
for v in (x, t, e, s):
    print(v.clone().stride(), v.clone(memory_format=torch.contiguous_format).stride())
    print(torch.clone(v, memory_format=torch.preserve_format).stride(), torch.clone(v).stride())
    print(v.contiguous().stride(), v.contiguous() is v, v.contiguous(memory_format=torch.contiguous_format) is v)
    print(v.to(torch.float64).stride(), v.to(torch.float32) is v, v.float() is v, v.to(torch.float32, copy=True).stride())
    print(v.to(torch.float64, memory_format=torch.contiguous_format).stride(), v.double().stride())
    print(torch.zeros_like(v).stride(), torch.zeros_like(v, memory_format=torch.contiguous_format).stride())
    print(torch.ones_like(v, requires_grad=True).stride(), torch.full_like(v, 2.0).stride())
    print((v * 2).stride(), (v + v).stride(), v.exp().stride(), (v + x.sum()).stride())
c = t.clone(memory_format=torch.contiguous_format)
c.sum().backward()
print(c.is_contiguous(), x.grad, x.grad.stride())
d = t.clone()
d.mul_(torch.ones(3, 2)).sum().backward()
print(x.grad, x.grad.stride())
b = torch.zeros(1, 2, 2, 2, requires_grad=True)
l = b.contiguous(memory_format=torch.channels_last)
print(l.stride(), l.is_contiguous(), l.is_contiguous(memory_format=torch.channels_last))
print(l.clone().stride(), l.clone(memory_format=torch.contiguous_format).stride(), (l * 2).stride())
l.sum().backward()
print(b.grad.stride())
x.clone(memory_format=3)
torch.clone(3)
