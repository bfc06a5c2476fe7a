"""Gradient edges instead of tensors."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
e = torch.autograd.graph.get_gradient_edge(x)
print(e, type(e).__name__, e.output_nr, e.node.name())
y = x * 2
e2 = torch.autograd.graph.get_gradient_edge(y)
print(e2.node is y.grad_fn, len(e2))
s = y.sum()
del y
print(torch.autograd.grad(s, [e2, e]))
y = x * 2
e2 = torch.autograd.graph.get_gradient_edge(y)
torch.autograd.backward(e2, torch.ones(2))
print(x.grad)
y = x * 2
e2 = torch.autograd.graph.get_gradient_edge(y)
torch.autograd.backward(e2)
torch.autograd.backward(e2, torch.ones(3))
torch.autograd.graph.get_gradient_edge(torch.ones(1))
(x * 3).sum().backward(inputs=[e])
print(x.grad)
from torch.autograd.graph import GradientEdge
print(torch.autograd.grad((x * 3).sum(), GradientEdge(e.node, 0)))
torch.autograd.grad((x * 3).sum(), [x, torch.autograd.graph.get_gradient_edge(torch.ones(1, requires_grad=True))], materialize_grads=True)
torch.autograd.graph.increment_version(x)
torch.autograd.graph.increment_version([x, s])
print(x._version, s._version)
print(isinstance(s.grad_fn, torch.autograd.graph.Node), issubclass(type(s.grad_fn), torch.autograd.graph.Node))
