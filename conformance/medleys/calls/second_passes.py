"""Second passes, second derivatives, several roots."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x * 2
b = a.exp()
c = a * b
c.sum().backward(retain_graph=True)
print(x.grad)
b.sum().backward()
c.sum().backward()
x.grad = None
d = (x * x)
e = d.sum()
f = (d * 2).sum()
e.backward()
f.backward()
g = (x + 1).sum()
g.backward()
g.backward()
print(x.grad)
p = (x * x).sum()
p.backward(create_graph=True)
print(x.grad)
p.backward()
p.backward()
q = (x * x * x).sum()
g1, = torch.autograd.grad(q, x, create_graph=True)
g2, = torch.autograd.grad(g1.sum(), x, create_graph=True)
g3, = torch.autograd.grad(g2.sum(), x)
print(g1, g2, g3)
torch.autograd.grad(q, x)
torch.autograd.grad(q, x)
u = x * 2
v = u * 3
torch.autograd.grad(v.sum(), u, retain_graph=True)
print(torch.autograd.grad(v.sum(), [x, u, v]) if False else torch.autograd.grad(v.sum(), [x, u]))
w = x * 2
print(torch.autograd.grad([w.sum(), (w * w).sum()], [w, x]))
w = x * 2
print(torch.autograd.grad(w.sum(), w), torch.autograd.grad(w, w, torch.ones(2)))
x.sum().backward(torch.tensor(2.0))
x.backward(torch.ones(2))
x.backward()
print(x.grad)
torch.autograd.backward([x.sum(), (x * 2).sum()])
torch.autograd.backward([w.sum(), w], [None, torch.ones(2)])
print(x.grad)
(x * 2).sum().backward(torch.ones(1))
(x * 2).sum().backward(3)
(x * 2).sum().backward(gradient=None, retain_graph=None, create_graph=False, inputs=None)
(x * 2).sum().backward(torch.tensor(1.0), True, False, [x])
(x * 2)[:1].backward()
print(x.grad)
