"""The foreach forms: versions, nodes, leaves."""

import torch

xs = [torch.ones(2), torch.zeros(3)]
torch._foreach_add_(xs, 1); print([x._version for x in xs])
torch._foreach_mul_(xs, 2.); print([x._version for x in xs])
torch._foreach_add_(xs, xs); print([x._version for x in xs])
torch._foreach_zero_(xs); print([x._version for x in xs])
torch._foreach_copy_(xs, [torch.ones(2), torch.ones(3)]); print([x._version for x in xs])
torch._foreach_sqrt_(xs); print([x._version for x in xs])
torch._foreach_addcmul_(xs, xs, xs, 1.); print([x._version for x in xs])
torch._foreach_lerp_(xs, xs, .5); print([x._version for x in xs])
torch._foreach_clamp_min_(xs, 0.); print([x._version for x in xs])
torch._foreach_neg_(xs); print([x._version for x in xs])
ys = torch._foreach_add(xs, 1)
print([y._version for y in ys])

a = torch.ones(2, requires_grad=True)
b = [a * 2, a * 3]
torch._foreach_mul_(b, 2.)
print([x.grad_fn for x in b], [x._version for x in b])
c = torch._foreach_mul([a, a], 3.)
print(c)
torch._foreach_add_([a], 1)
with torch.no_grad():
    torch._foreach_add_([a], 1)
print(a._version)
sum(x.sum() for x in b).backward()
print(a.grad)
