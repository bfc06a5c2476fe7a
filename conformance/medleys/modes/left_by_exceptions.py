"""Every mode, left by an exception, nested in the others, as a decorator and on generators."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
state = lambda: print(torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.is_anomaly_enabled())
with torch.set_grad_enabled(False):
    x.view(7)
state()
with torch.no_grad():
    x.view(7)
state()
torch.set_grad_enabled(False)
with torch.enable_grad():
    state()
    x.view(7)
state()
with torch.set_grad_enabled(True):
    x.view(7)
state()
torch.set_grad_enabled(True)
with torch.inference_mode():
    x.view(7)
state()
with torch.autograd.set_detect_anomaly(True):
    x.view(7)
state()
with torch.autograd.detect_anomaly():
    x.view(7)
state()
with torch.autograd.graph.saved_tensors_hooks(lambda t: print("pack") or t, lambda t: t):
    x.view(7)
x.exp()
with torch.autograd.graph.disable_saved_tensors_hooks("not here"):
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
        x.exp()
with torch.autograd.graph.saved_tensors_hooks(lambda t: print("again") or t, lambda t: t):
    x.exp()
with torch.no_grad(), torch.enable_grad(), torch.no_grad():
    state()
with torch.no_grad():
    with torch.inference_mode(False):
        state()
    state()
with torch.inference_mode():
    with torch.inference_mode(False):
        state()
        made = torch.ones(1)
        print(made.is_inference(), (x * 2).requires_grad)
    with torch.enable_grad():
        state()
    with torch.no_grad():
        state()
    state()
state()


@torch.set_grad_enabled(False)
def plain():
    state()


plain()
state()


@torch.inference_mode()
def rows(n):
    for i in range(n):
        yield torch.ones(1) * i, torch.is_inference_mode_enabled()


print([(r.is_inference(), m) for r, m in rows(2)])


@torch.enable_grad()
def recorded(t):
    state()
    return t * 2


with torch.no_grad():
    print(recorded(x).requires_grad)
with torch.inference_mode():
    recorded(x)


@torch.no_grad()
def failing():
    raise ValueError("within")


failing()
state()


@torch.no_grad()
def halves():
    try:
        yield (x * 2).requires_grad
        yield 1
    finally:
        state()


it = halves()
print(next(it))
state()
it.close()
state()
it = halves()
print(next(it))
it.throw(ValueError("thrown"))
state()
y = x * 2
with torch.no_grad():
    print(y.detach_() is y, y.requires_grad, y.grad_fn)
y = x * 2
with torch.no_grad():
    y.requires_grad_(False)
    y.retain_grad()
    print(y.data.add_(1), y._version, y.detach().add_(1), y._version)
with torch.inference_mode():
    y = x * 2
    print(y.detach_() is y, x.detach().is_inference(), x.data.is_inference())
