"""A function that does something else the second time."""

import torch
from torch.utils.checkpoint import checkpoint
x = torch.tensor([1.0, 2.0], requires_grad=True)
n = [0]
def g(a):
    n[0] += 1
    if n[0] > 1: return a * 3
    return (a * a).exp().sin()
y = checkpoint(g, x, use_reentrant=False)
try: y.sum().backward()
except RuntimeError as e: print(type(e).__name__, e)
n[0] = 0
def g2(a):
    n[0] += 1
    return (a * a if n[0] == 1 else (a * a)[:1]).exp()
y = checkpoint(g2, x, use_reentrant=False)
try: y.sum().backward()
except RuntimeError as e: print(type(e).__name__, e)
def rnd(a):
    r = torch.rand(2)
    print(r)
    return a * r * a
y = checkpoint(rnd, x, use_reentrant=False)
torch.rand(3)
y.sum().backward()
y = checkpoint(rnd, x, use_reentrant=True)
print(torch.rand(3))
y.sum().backward()
print(torch.rand(2))
y = checkpoint(rnd, x, use_reentrant=False, preserve_rng_state=False)
y.sum().backward()
