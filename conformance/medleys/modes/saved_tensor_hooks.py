"""Hooks on what is saved."""

import torch

x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
def pack(t):
    print("pack", t, t.requires_grad, t.grad_fn, t is x)
    return t * 2 if False else ("p", t)
def unpack(p):
    print("unpack", p[0])
    return p[1]
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    z = x * y
    w = z.exp()
w.sum().backward()
print(x.grad, y.grad)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t * 3, lambda t: t):
    z = x * y
z.sum().backward()
print(x.grad)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: 3):
    z = x * y
z.sum().backward()
with torch.autograd.graph.saved_tensors_hooks(lambda t: None, lambda t: t):
    z = x * y
z.sum().backward()
def badpack(t):
    t.add_(1)
    return t
with torch.no_grad(): q = torch.ones(2)
with torch.autograd.graph.saved_tensors_hooks(badpack, lambda t: t):
    z = x * q
def raising(t): raise ValueError("p")
with torch.autograd.graph.saved_tensors_hooks(raising, lambda t: t):
    z = x * y
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, raising):
    z = x * y
z.sum().backward()
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    a = x.clone()
    z = a * y
a.add_(1)
z.sum().backward()
