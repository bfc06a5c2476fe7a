"""Hooks before and after a node."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
n = y.grad_fn
n.register_prehook(lambda go: print("pre", go))
n.register_hook(lambda gi, go: print("post", gi, go))
y.register_hook(lambda g: print("tensor", g))
n.register_prehook(lambda go: (go[0] * 5,))
n.register_hook(lambda gi, go: (gi[0] * 7, None))
y.sum().backward()
print(x.grad)
print(n.name(), n, n.metadata, n.next_functions)
