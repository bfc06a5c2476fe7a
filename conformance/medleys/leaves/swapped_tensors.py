"""`swap_tensors`: who may hold a tensor, whose gradient it may be, and what a graph makes of it."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
b = x * x
y = torch.tensor([3.0], requires_grad=True)
torch.utils.swap_tensors(x, y)
torch.utils.swap_tensors(y, x)
z = torch.ones(3)
v = z[1:]
torch.utils.swap_tensors(z, y)
torch.utils.swap_tensors(v, y)
del v
torch.utils.swap_tensors(z, y)
d = y.detach()
torch.utils.swap_tensors(d, y)
h = y.register_hook(lambda g: g)
torch.utils.swap_tensors(d, y)
u = y.exp()
torch.utils.swap_tensors(u, y)
torch.utils.swap_tensors(d, u)
print(d, u)
w = torch.ones(2, requires_grad=True)
(w * 2).sum().backward()
g = w.grad
torch.utils.swap_tensors(g, d)
torch.utils.swap_tensors(w, d)
print(w, d, d.grad, w.grad)
torch.utils.swap_tensors(w, w)
q = torch.ones(2, requires_grad=True)
e = torch.autograd.graph.get_gradient_edge(q)
torch.utils.swap_tensors(q, w)
print(e.node.variable is w, e.node.variable is q)
p = torch.ones(2, requires_grad=True)
s = p.sin()
c = p.cos() + p
o = torch.zeros(1)
torch.utils.swap_tensors(p, o)
s2 = p.exp()
