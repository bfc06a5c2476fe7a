"""Hooks of a node's outputs that no gradient arrives for."""

import torch

a = torch.ones(2, requires_grad=True)
b = a * 2
c = b.split(1)
c[0].register_hook(lambda g: print("c0", g))
c[1].register_hook(lambda g: print("c1", g))
c[0].sum().backward(retain_graph=True)
(c[0] + c[1]).sum().backward(retain_graph=True)
n = c[0].grad_fn
n.register_prehook(lambda go: print("pre", go))
n.register_hook(lambda gi, go: print("post", gi, go))
c[1].sum().backward()
