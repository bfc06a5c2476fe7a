"""`gradcheck` of complex inputs, of what has no derivative, and its settings."""

import torch
from torch.autograd import gradcheck

x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
z = torch.tensor([1 + 2j, 3 - 1j], dtype=torch.complex128, requires_grad=True)
for f in [lambda z: z * z.conj(), lambda z: z.abs(), lambda z: z * 2, lambda z: z.real, lambda z: z.exp(), lambda z: torch.view_as_real(z)]:
    print(gradcheck(f, z))
print(gradcheck(torch.sin, x, fast_mode=True), gradcheck(torch.sin, x, check_undefined_grad=False), gradcheck(lambda a: (a.exp(), a.cos()), x))
gradcheck(lambda t: t.detach(), x)
gradcheck(lambda t: t.detach(), x, raise_exception=False)
gradcheck(lambda t: torch.ones(2), x)
