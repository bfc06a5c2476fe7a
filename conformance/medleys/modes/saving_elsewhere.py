"""Saving on the CPU, and hooks that are disabled."""

import torch

x = torch.ones(2, requires_grad=True)
with torch.autograd.graph.save_on_cpu():
    y = x * x
y.sum().backward()
print(x.grad)
with torch.autograd.graph.disable_saved_tensors_hooks("no hooks"):
    y = x * x
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
        y = x * x
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    with torch.autograd.graph.disable_saved_tensors_hooks("no hooks 2"):
        y = x * x
@torch.autograd.graph.disable_saved_tensors_hooks("dec")
def f():
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t): pass
f()
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t): print("fine")
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t) as s: print(s)
torch.autograd.graph.saved_tensors_hooks(3, 4)
