"""Anomaly mode with and without its check, and hooks that see each saved tensor, leaves or not."""

import torch
from torch.autograd.graph import saved_tensors_hooks

x = torch.tensor([0.0, 1.0], requires_grad=True)
with torch.autograd.detect_anomaly():
    (x * 0 / x).sum().backward()
with torch.autograd.detect_anomaly(check_nan=False):
    (x * 0 / x).sum().backward()
print(x.grad)
with torch.autograd.set_detect_anomaly(True, check_nan=False):
    print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
    (x * 0 / x).sum().backward()
with torch.autograd.set_detect_anomaly(True):
    print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
    x.sqrt().sum().backward()
with torch.autograd.set_detect_anomaly(True):
    with torch.autograd.set_detect_anomaly(False):
        print(torch.is_anomaly_enabled())
        (x * 0 / x).sum().backward()
    print(torch.is_anomaly_enabled())
torch.autograd.set_detect_anomaly(True)
print(torch.is_anomaly_enabled())
torch.autograd.set_detect_anomaly(False)
m = torch.ones(2, 2, requires_grad=True)
pack = lambda t: print("pack", tuple(t.shape), t.requires_grad, t.is_leaf) or t
unpack = lambda t: print("unpack", tuple(t.shape)) or t
with saved_tensors_hooks(pack, unpack):
    y = m * m
    z = y.exp()
    w = torch.nn.functional.relu(m @ y)
    c = m * torch.ones(2, 2)
    m + 1
    m.sum()
    m.detach() * m.detach()
z.sum().backward(retain_graph=True)
z.sum().backward()
w.sum().backward()
c.sum().backward()
print(m.grad)
with saved_tensors_hooks(lambda t: t * 2, lambda t: t):
    y = m * m
y.sum().backward()
print(m.grad)
with saved_tensors_hooks(lambda t: 3, lambda t: torch.zeros(2, 2)):
    y = m.exp()
print(y.grad_fn._saved_result)
y.sum().backward()
with saved_tensors_hooks(lambda t: t, lambda t: 3):
    y = m.exp()
y.sum().backward()
with saved_tensors_hooks(lambda t: t.add_(1), lambda t: t):
    (m * 1).exp()
outer = saved_tensors_hooks(lambda t: print("outer") or t, lambda t: print("out") or t)
with outer, saved_tensors_hooks(lambda t: print("inner") or t, lambda t: print("in") or t):
    y = m.exp()
with outer:
    z = m.sin()
(y.sum() + z.sum()).backward()
kept = (m * 1).exp()
with saved_tensors_hooks(lambda t: t, lambda t: t):
    free = (m * 1).exp()
kept.detach().zero_()
free.detach().zero_()
free.sum().backward()
kept.sum().backward()
with torch.autograd.graph.save_on_cpu():
    y = m.exp()
y.detach().zero_()
y.sum().backward()
print(m.grad)
with torch.autograd.graph.disable_saved_tensors_hooks("closed"):
    m.exp()
    with saved_tensors_hooks(lambda t: t, lambda t: t):
        m.exp()
with saved_tensors_hooks(lambda t: t, lambda t: t):
    with torch.autograd.graph.disable_saved_tensors_hooks("closed"):
        m.exp()
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    for write in (lambda t: t.mul_(0), lambda t: t.add_(1), lambda t: t.zero_(), lambda t: t[0].fill_(7)):
        y = m * 1
        z = y**2
        write(y)
        print(torch.autograd.grad(z.sum(), m))
