"""Checkpointing in both ways."""

import torch
from torch.utils.checkpoint import checkpoint
x = torch.tensor([1.0, 2.0], requires_grad=True)
def f(a):
    print("run", torch.is_grad_enabled(), a.requires_grad)
    return (a * a).exp()
for r in [True, False, None]:
    x.grad = None
    y = checkpoint(f, x, use_reentrant=r) if r is not None else checkpoint(f, x)
    print(y)
    y.sum().backward()
    print(x.grad)
y = checkpoint(f, x, use_reentrant=True)
torch.autograd.grad(y.sum(), x)
y = checkpoint(f, x, use_reentrant=False)
print(torch.autograd.grad(y.sum(), x))
y = checkpoint(f, x, use_reentrant=False)
y.sum().backward(retain_graph=True)
y.sum().backward()
y.sum().backward()
y = checkpoint(f, x, use_reentrant=True)
y.sum().backward()
y.sum().backward()
y = checkpoint(f, x.detach(), use_reentrant=True)
y = checkpoint(f, x.detach(), use_reentrant=False)
print(y)
checkpoint(f, x, use_reentrant=True, foo=3)
checkpoint(f, x, use_reentrant=False, foo=3)
checkpoint(f, x, use_reentrant=False, determinism_check="foo")
with torch.no_grad(): print(checkpoint(f, x, use_reentrant=False), checkpoint(f, x, use_reentrant=True))
z = x * 2
y = checkpoint(f, z, use_reentrant=False)
z.add_(1)
y.sum().backward()
z = x * 2
y = checkpoint(f, z, use_reentrant=True)
z.add_(1)
y.sum().backward()
