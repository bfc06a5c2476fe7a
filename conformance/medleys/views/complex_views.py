"""Real and imaginary parts, written to."""

import torch

a = torch.ones(2, dtype=torch.complex64, requires_grad=True)
b = a * 1
r = b.real; i = b.imag
print(r.grad_fn, i.grad_fn, r._base is b, r.stride(), i.storage_offset())
r.mul_(3)
i.add_(1)
print(b, b.grad_fn)
b.abs().sum().backward()
print(a.grad)
vr = torch.view_as_real(a * 1)
vr[..., 0] = 5
vc = torch.view_as_complex(torch.ones(2, 2, requires_grad=True) * 1)
print(vr.grad_fn, vc.grad_fn, vc._base)
c = a.conj()
print(c.is_conj(), c.grad_fn, c._is_view())
torch.ones(2, requires_grad=True).imag
