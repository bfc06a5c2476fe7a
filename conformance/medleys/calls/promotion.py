"""Gradients through mixed dtypes."""

import torch

a = torch.tensor([1, 2, 3]); b = torch.tensor([1., 2., 3.], requires_grad=True)
c = a * b; print(c); c.sum().backward(); print(b.grad)
(b + torch.tensor(1, dtype=torch.int64)).sum().backward(); print(b.grad)
(b * torch.tensor(2., dtype=torch.float64)).sum().backward(); print(b.grad)
d = b * torch.tensor([2.], dtype=torch.float64); print(d.dtype); d.sum().backward(); print(b.grad)
e = b.to(torch.complex64) * 1j; e.abs().sum().backward(); print(b.grad)

x = torch.tensor([1., 2.], dtype=torch.float16, requires_grad=True)
(x * x).sum().backward(); print(x.grad)
y = torch.tensor([1., 2.], dtype=torch.bfloat16, requires_grad=True)
(y * 3).sum().backward(); print(y.grad)
z = torch.tensor([1., 2.], requires_grad=True)
(z.bfloat16() * y).float().sum().backward(); print(z.grad, y.grad)
