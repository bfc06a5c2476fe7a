"""Pieces: which may be written, and what happens to the others."""

import torch

a = torch.ones(4, requires_grad=True)
b = a * 1
for name, pieces in dict(unbind=b.unbind(), split=b.split(2), chunk=b.chunk(2), tsplit=b.tensor_split(2), sws=b.split_with_sizes([2, 2]), iter=list(b), hs=b.hsplit(2)).items():
    try:
        pieces[0].add_(1)
        print(name, b.grad_fn, pieces[0].grad_fn, pieces[1].grad_fn)
    except Exception as e:
        print(name, e)
del pieces

a = torch.ones(4, requires_grad=True)
b = a * 1
p, q = b.split(2)
b.add_(1)
p.grad_fn
print(p)
q.add_(1)
p.sum()
p.detach()
p.requires_grad
p.view(2)
p[0]

x = torch.ones(4, requires_grad=True)
with torch.no_grad():
    p, q = x.split(2)
    u = x.unbind()
    c = x.chunk(2)
p.add_(1)
u[0].add_(1)
c[0].mul_(2)
print(p.requires_grad, p.grad_fn)

x = torch.ones(4, requires_grad=True)
y = x * 1
with torch.no_grad():
    p, q = y.split(2)
y.add_(1)
p.grad_fn
print(p)
q.mul_(2)
