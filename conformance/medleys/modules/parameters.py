"""`nn.Parameter`: what it shares, how it is copied."""

import copy
import pickle
import torch
from torch import nn

roundtrip = lambda value: pickle.loads(pickle.dumps(value))

t = torch.ones(3)
p = nn.Parameter(t)
print(p, isinstance(p, torch.Tensor), isinstance(p, nn.Parameter), isinstance(t, nn.Parameter), p.is_leaf)
t.add_(1)
print(p._version, p)
q = nn.Parameter(t, requires_grad=False)
print(q, nn.Parameter())
nn.Parameter(torch.ones(2, dtype=torch.int64))
i = nn.Parameter(torch.ones(2, dtype=torch.int64), requires_grad=False)
nn.Parameter(3)
r = nn.Parameter(p)
y = p * 2
z = nn.Parameter(y)
print(z, z.is_leaf)
p.grad = torch.ones(3)
c = copy.deepcopy(p)
print(c, c.grad, type(c))
c2 = copy.copy(p)
print(type(c2), c2)
u = roundtrip(p)
print(u, u.grad, type(u))
print(type(p + 1), type(p.data), type(p.detach()), type(p.clone()), type(p[0:1]), repr(type(p)))
p.requires_grad_(False)
print(p)
with torch.no_grad():
    n = nn.Parameter(torch.ones(2))
print(n.requires_grad)
v = nn.Parameter(t[1:])
w = nn.Parameter(y[1:])
with torch.inference_mode():
    k = nn.Parameter(torch.ones(2))
print(k.is_inference())
