"""Dual numbers: tangents of views down to one element, of what is written, and of what is read."""

import torch
import torch.autograd.forward_ad as fwAD

x = torch.tensor([1.0, 2.0, 3.0])
t = torch.tensor([1.0, 0.5, 0.25])
with fwAD.dual_level():
    d = fwAD.make_dual(x, t)
    print(fwAD.unpack_dual(d))
    print(fwAD.unpack_dual(d[0]).tangent)
    print(fwAD.unpack_dual(d[1:]).tangent)
    print(fwAD.unpack_dual(d.view(3, 1)).tangent)
    print(fwAD.unpack_dual(d.sum()).tangent)
    print(fwAD.unpack_dual(d.unbind()[2]).tangent)
    print(fwAD.unpack_dual(d * 2 + x).tangent)
    print(fwAD.unpack_dual(d.exp()).tangent)
    print(fwAD.unpack_dual(d.detach()).tangent, fwAD.unpack_dual(d.clone()).tangent)
    print(fwAD.unpack_dual(d > 1), fwAD.unpack_dual(torch.ones(2)).tangent)
with fwAD.dual_level():
    d = fwAD.make_dual(x.clone(), t)
    d.mul_(3)
    print(fwAD.unpack_dual(d))
    d.add_(1)
    d[0] = 5.0
    print(fwAD.unpack_dual(d))
    d[1:].mul_(2)
    print(fwAD.unpack_dual(d))
    plain = torch.zeros(3)
    plain.copy_(d)
    print(fwAD.unpack_dual(plain).tangent)
    plain = torch.zeros(3)
    plain[0] = d[1]
    print(fwAD.unpack_dual(plain).tangent)
    d.zero_()
    print(fwAD.unpack_dual(d).tangent)
    with torch.no_grad():
        print(fwAD.unpack_dual(fwAD.make_dual(x, t) * 2).tangent)
d = fwAD.unpack_dual(x)
print(d)
fwAD.make_dual(x, t)
with fwAD.dual_level():
    fwAD.make_dual(x, torch.ones(2))
    fwAD.make_dual(x, torch.ones(3, dtype=torch.float64))
    fwAD.make_dual(torch.tensor([1, 2]), torch.tensor([1, 2]))
    s = fwAD.make_dual(torch.tensor(2.0), torch.tensor(1.0))
    print(fwAD.unpack_dual(s**3), fwAD.unpack_dual(s.sin()).tangent)
    print(fwAD.unpack_dual(s.expand(2)).tangent, fwAD.unpack_dual(s.view(1)).tangent)
    w = torch.tensor(3.0, requires_grad=True)
    p = fwAD.make_dual(w, torch.tensor(1.0))
    out = fwAD.unpack_dual(p**3)
    print(out.tangent, out.tangent.requires_grad)
    print(torch.autograd.grad(out.tangent, w))
