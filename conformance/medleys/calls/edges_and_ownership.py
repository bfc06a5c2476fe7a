"""Gradient edges instead of tensors, and what keeps a graph alive."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
e = torch.autograd.graph.get_gradient_edge(y)
print(e, e.node, e.output_nr, type(e).__name__, e.node is y.grad_fn)
l = torch.autograd.graph.get_gradient_edge(x)
print(l.node.variable is x, l.output_nr, l.ownership_token)
torch.autograd.graph.get_gradient_edge(torch.ones(1))
print(torch.autograd.grad(y.sum(), e), )
y = x * 2; e = torch.autograd.graph.get_gradient_edge(y)
torch.autograd.backward(e, torch.ones(2)); print(x.grad)
torch.autograd.backward([e, l], [torch.ones(2), torch.ones(2)]); print(x.grad)
torch.autograd.grad(e, l)
torch.autograd.grad(e, l, torch.ones(3))
print(torch.autograd.grad(e, l, torch.ones(2)))
z = y.exp(); z.sum().backward(inputs=[e]); print(x.grad)
a, b = x.chunk(2); e2 = torch.autograd.graph.get_gradient_edge(b); print(e2.output_nr)
torch.autograd.backward(e2); print(x.grad)

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * 2
x = torch.ones(2, requires_grad=True)
y = Fn.apply(x); e = torch.autograd.graph.get_gradient_edge(y)
print(e.node, e.ownership_token)
del y
torch.autograd.backward(e, torch.ones(2)); print(x.grad)
