"""What blocks of autocast put back: when left by an exception, nested, as decorators."""

import torch

a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
state = lambda: print(torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu"), torch.mm(a, a).dtype)
state()
with torch.autocast("cpu"):
    state()
    with torch.autocast("cpu", enabled=False):
        state()
        with torch.autocast("cpu", dtype=torch.float16):
            print(torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu"))
        state()
    state()
state()
with torch.autocast("cpu", dtype=torch.bfloat16):
    a.view(7)
state()
with torch.autocast("cpu"):
    with torch.autocast("cpu", enabled=False):
        a.view(7)
    state()
    with torch.no_grad():
        state()
state()


@torch.autocast("cpu")
def product(n):
    state()
    return torch.mm(a, a) if n == 0 else product(n - 1)


product(1).sum().backward()
state()
print(a.grad)


@torch.autocast("cpu")
def fails():
    raise ValueError("within")


fails()
state()
with torch.autocast("cpu"):
    y = torch.mm(a, a)
    z = y + a
    print(y.dtype, z.dtype, (y * y).dtype)
    y.sum().backward()
    print(torch.autograd.grad(torch.mm(a, a).sum(), a))
torch.mm(a, y.detach())
