"""Hooks on several tensors, over several passes."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
z = x + 1
w = torch.ones(2, requires_grad=True)
h = torch.autograd.graph.register_multi_grad_hook((y, z, w), lambda gs: print("all", gs))
h2 = torch.autograd.graph.register_multi_grad_hook((y, z), lambda g: print("any", g), mode="any")
(y * z).sum().backward(retain_graph=True)
(y * z * w).sum().backward(retain_graph=True)
y.sum().backward(retain_graph=True)
h.remove()
(y * z * w).sum().backward()
torch.autograd.graph.register_multi_grad_hook((y, z), lambda g: None, mode="foo")
torch.autograd.graph.register_multi_grad_hook((torch.ones(1),), lambda g: None)
torch.autograd.graph.register_multi_grad_hook((torch.ones(1),), lambda g: None, mode="any")
