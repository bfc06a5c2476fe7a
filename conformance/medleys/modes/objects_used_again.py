"""Mode objects entered twice, within themselves, by functions that call themselves, and left early."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
state = lambda: print(torch.is_grad_enabled(), torch.is_inference_mode_enabled())
off = torch.no_grad()
with off:
    state()
state()
with off:
    state()
    with torch.enable_grad():
        with off:
            state()
        state()
    state()
state()
torch.set_grad_enabled(True)
with off:
    with off:
        state()
    state()
state()
torch.set_grad_enabled(True)
on = torch.enable_grad()
with torch.no_grad():
    with on:
        with on:
            state()
        state()
    state()
state()
with torch.no_grad():
    with torch.set_grad_enabled(False):
        state()
    state()
    with torch.set_grad_enabled(True):
        with torch.set_grad_enabled(False):
            state()
        state()
    state()
state()


@off
def down(n):
    state()
    return (x * 2).requires_grad if n == 0 else down(n - 1)


print(down(2))
state()


@torch.enable_grad()
def up(n):
    state()
    return (x * 2).requires_grad if n == 0 else up(n - 1)


with torch.no_grad():
    print(up(2))
    state()
state()


@torch.inference_mode()
def frozen(n):
    state()
    return torch.ones(1).is_inference() if n == 0 else frozen(n - 1)


print(frozen(1))
state()


@torch.no_grad()
def fails(n):
    if n == 0:
        raise ValueError("within")
    fails(n - 1)


fails(2)
state()
with torch.no_grad():
    fails(1)
    state()
state()
seen = []
hooks = torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append(1) or t, lambda t: t)
with hooks:
    x.exp()
    with hooks:
        x.exp()
x.exp()
print(seen)
