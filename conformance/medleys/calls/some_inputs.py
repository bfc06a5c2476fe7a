"""Backward into some tensors only."""

import torch

a = torch.ones(2, requires_grad=True)
b = a.detach().requires_grad_()
c = (a * 2 + b).sum()
c.backward(inputs=[a])
print(a.grad, b.grad)
d = (a * 2 + b)
d.sum().backward(inputs=b)
print(a.grad, b.grad)
e = a * 3
f = e * b
f.sum().backward(inputs=[e, b])
print(e.grad, b.grad, a.grad)
g = (a * b).sum()
g.backward(inputs=[torch.ones(2, requires_grad=True)])
z = torch.ones(2, requires_grad=True)
h = (a * b).sum()
h.backward(inputs=[z])
print(z.grad)
k = torch.ones(2, requires_grad=True)
(k * k).sum().backward(inputs=[k, k])
print(k.grad)
torch.autograd.grad((k * k).sum(), [k, k])
m = k.clone()
n = m * m
n.sum().backward(inputs=[m])
n.sum().backward(inputs=[m])
