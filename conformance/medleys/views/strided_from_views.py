"""`as_strided` of a view counts from the beginning of the memory, and its gradient is of the base."""

import torch

memory = torch.arange(12.0)
row = memory[4:]
block = memory.view(3, 4)[1:, 1:]
print(row.as_strided((2,), (1,)), row.as_strided((2,), (1,), 0), row.as_strided((2,), (1,), 1))
print(torch.as_strided(row, (2, 2), (3, 1)), torch.as_strided(row, (2, 2), (3, 1), 2))
print(block.as_strided((2, 2), (4, 1)), block.as_strided((2, 2), (4, 1), 0), block.as_strided((), (), 11))
print(block.as_strided((2,), (1,), storage_offset=3).storage_offset(), row.as_strided((3,), (0,), 2))
print(memory[2:].t().as_strided((1,), (1,), 1), memory[None, 6:].as_strided((2,), (2,), 1))
row.as_strided((9,), (1,))
row.as_strided((2,), (1,), 11)
row.as_strided((2,), (1,), -1)
row.as_strided((2,), (1, 1))
row.as_strided((2,), (-1,), 5)
one = row.as_strided((2,), (1,), 1)
one.fill_(-1)
print(memory, one._version, row._version, one._base is memory)
two = row.detach().as_strided((2,), (1,), 2)
two.add_(10)
print(memory, two._version, two._base is None)
three = row.data.as_strided((2,), (2,), 0)
three.zero_()
print(memory, memory._version)
row.as_strided_((2,), (1,), 3)
print(row, row.storage_offset(), row._version)
block.as_strided_((3,), (3,))
print(block, block.storage_offset())

x = torch.arange(1.0, 13.0, requires_grad=True)
weights = torch.tensor([3.0, 5.0])
y = x * 1
part = y[4:]
for offset in (None, 0, 1, 5, 10):
    piece = part.as_strided((2,), (1,), offset)
    print(torch.autograd.grad(piece @ weights, x, retain_graph=True), piece.grad_fn is None, piece._base is y)
wide = part.as_strided((2, 2), (1, 1), 2)
print(torch.autograd.grad((wide * weights).sum(), [part, x], retain_graph=True, allow_unused=True))
lone = x.detach()[4:].requires_grad_()
for offset in (None, 4, 6, 10):
    print(torch.autograd.grad(lone.as_strided((2,), (1,), offset) @ weights, lone))
print(torch.autograd.grad(lone.as_strided((2,), (1,), 0) @ weights, lone))
print(torch.autograd.grad(lone.as_strided((2,), (1,), 3) @ weights, lone))
part.as_strided((2,), (1,), 1).mul_(weights)
print(y, y._version, part.grad_fn is None)
(y[:6] ** 2).sum().backward(retain_graph=True)
print(x.grad)
part.as_strided((2,), (3,)).copy_(x[:2] * 7)
x.grad = None
(y * y.detach()).sum().backward()
print(x.grad, y)
with torch.no_grad():
    quiet = y[3:].as_strided((2,), (1,), 1)
    quiet.zero_()
print(quiet, y, quiet.requires_grad)
z = torch.zeros(6)
view = z[2:]
view.as_strided((2,), (1,), 0).copy_(x[:2])
print(z, z.requires_grad, view.requires_grad)
view.sum().backward()
z.sum().backward()
scattered = torch.as_strided_scatter(y[2:].detach().requires_grad_(), x[:2] * 2, (2,), (1,), 3)
print(scattered, scattered.requires_grad)
scattered.sum().backward()
print(x.grad, torch.as_strided_copy(y[2:], (2,), (1,), 1))
c = torch.tensor([1 + 2j, 3 + 4j, 5 + 6j])
print(torch.view_as_real(c)[1:].as_strided((2,), (1,), 1), c.imag.as_strided((2,), (1,)), c[1:].as_strided((1,), (1,), 0), c.conj()[1:].as_strided((1,), (1,), 0))
