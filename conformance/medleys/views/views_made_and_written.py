"""Views of every kind: what they share, who is their base, and which may be written to where."""

import torch

x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], requires_grad=True)
y = x * 1
for v in (y[0], y[:, 1:], y.view(6), y.t(), y.narrow(1, 0, 2), y.unfold(1, 2, 1), y.diagonal(), y.expand(2, 2, 3)):
    print(v._is_view(), v._base is y, v.stride(), v.storage_offset(), v.grad_fn.name(), v._version)
for v in (y.squeeze(), y.unsqueeze(0), y.flatten(), y.reshape(3, 2), y.movedim(0, 1), y.select(0, 1), y.detach(), y.data, y.as_strided((2,), (3,))):
    print(v is y, v._is_view(), v._base is y, v.requires_grad, v.stride())
for v in (y.contiguous(), y.t().contiguous(), y.t().reshape(6), y.clone(), y[[0]], y[y > 2], y.to(torch.float32), y.real, y.expand(2, 3)):
    print(v is y, v._is_view(), v.stride())
for pieces in (y.unbind(), y.split(1), y.chunk(2), y.tensor_split(2), y.unbind(1), y.hsplit(3), y.vsplit(2)):
    print(type(pieces), pieces[0].grad_fn.name(), pieces[-1].output_nr, pieces[0]._base is y)
y.unbind()[0].add_(1)
y.split(1)[0].mul_(2)
y.chunk(2)[1].zero_()
y.tensor_split(2)[0].add_(1)
with torch.no_grad():
    y.unbind()[0].add_(1)
    a = y.view(6)
    b = y.narrow(0, 0, 1)
    print(a.requires_grad, a._is_view(), a.grad_fn)
a.add_(1)
a.requires_grad
b.mul_(2)
with torch.no_grad():
    b.mul_(2)
with torch.no_grad(), torch.enable_grad():
    c = y.t()
print(c.requires_grad)
x.view(6).add_(1)
x[0].zero_()
x.detach()[0].add_(1)
with torch.no_grad():
    x[0].sub_(1)
    x.view(6)[1] = 7
print(x, x._version)
e = torch.zeros(1, requires_grad=True) * 1
e.expand(3).add_(1)
e.expand(3).fill_(2)
print(e)
z = x * 1
v = z[0]
u = v[:2]
print(u._base is z, v._base is z)
u.mul_(3)
print(u.grad_fn.name(), v.grad_fn.name(), z.grad_fn.name())
z.sum().backward()
print(x.grad)
z = x * 1
v = z[0]
z.mul_(2)
print(v.grad_fn.name(), v)
v.sum().backward()
print(x.grad)
k = torch.zeros(3)
v = k[:2]
v.mul_(torch.ones(2, requires_grad=True))
print(k.requires_grad, k.grad_fn.name(), v.grad_fn.name(), k._base)
k = torch.zeros(3)
v = k[:2].requires_grad_()
k.add_(1)
print(v.requires_grad, v.is_leaf, v._version)
v.add_(1)
i = torch.ones(2, dtype=torch.complex64, requires_grad=True)
for v in (i.real, i.imag, torch.view_as_real(i), i.conj(), i.resolve_conj()):
    print(v is i, v._is_view(), v.is_conj(), v.grad_fn)
(i.conj() * i).real.sum().backward()
print(i.grad)
torch.broadcast_tensors(torch.ones(1), torch.ones(3))[0].add_(1)
torch.atleast_2d(y)[0].add_(0)
torch.meshgrid(torch.ones(2), torch.ones(2), indexing="ij")[0].fill_(1)
