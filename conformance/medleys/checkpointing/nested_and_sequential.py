"""Several arguments, rows, nesting, second derivatives."""

import torch
from torch.utils.checkpoint import checkpoint, checkpoint_sequential
x = torch.tensor([1.0, 2.0], requires_grad=True)
def two(a, b, k=2):
    print("two")
    return a * b, a + b * k
u, v = checkpoint(two, x, x * 3, use_reentrant=False)
(u * v).sum().backward()
print(x.grad)
u, v = checkpoint(two, x, x * 3, use_reentrant=True)
u.sum().backward()
print(x.grad, u.grad_fn)
fs = [lambda a: a * 2, lambda a: a.exp(), lambda a: a * a, lambda a: a + 1]
y = checkpoint_sequential(fs, 2, x, use_reentrant=False)
y.sum().backward()
print(x.grad)
y = checkpoint_sequential(fs, 2, x)
def nested(a): return checkpoint(lambda b: b.exp() * b, a * a, use_reentrant=False)
y = checkpoint(nested, x, use_reentrant=False)
y.sum().backward()
print(x.grad)
y = checkpoint(lambda a: a.exp(), x, use_reentrant=False)
print(y.grad_fn._saved_result)
g, = torch.autograd.grad(checkpoint(lambda a: a.exp() * a, x, use_reentrant=False).sum(), x, create_graph=True)
print(torch.autograd.grad(g.sum(), x))
g, = torch.autograd.grad(checkpoint(lambda a: a.detach(), x, use_reentrant=True).sum(), x)
checkpoint(lambda a: a.detach(), x, use_reentrant=True).sum().backward()
