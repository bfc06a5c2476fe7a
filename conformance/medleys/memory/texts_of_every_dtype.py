"""The error of a changed saved tensor, for each dtype."""

import torch

for d in [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128]:
    a = torch.ones(2, dtype=d, requires_grad=True)
    b = a * 2
    c = b * b
    b.add_(1)
    try: c.sum().abs().backward()
    except Exception as e: print(e)
    k = torch.ones(2, 1, dtype=d)
    c = a * k
    k.add_(1)
    try: c.sum().abs().backward()
    except Exception as e: print(e)
    e2 = (a * 2).exp()
    with torch.no_grad(): e2.zero_()
    try: e2.sum().abs().backward()
    except Exception as e: print(e)
    l = a * a
    with torch.no_grad(): a.mul_(1)
    try: l.sum().abs().backward()
    except Exception as e: print(e)
del a, b, c, k, e2, l

i = torch.tensor([0, 1])
m = torch.tensor([True, False])
a = torch.ones(2, requires_grad=True)
b = a[i]
i.add_(0)
b.sum().backward()
c = a.masked_fill(m, 3.)
m.logical_not_()
c.sum().backward()
d = torch.where(m, a, 2 * a)
m.fill_(True)
d.sum().backward()
e = a.gather(0, i)
i.zero_()
e.sum().backward()
f = a.index_select(0, i)
i += 1
f.sum().backward()
g = a[m]
m.zero_()
g.sum().backward()
