"""Calls of backward and grad that are refused, and writes to leaves."""


import torch
x = torch.tensor([3.0], requires_grad=True)
y = x ** 2
y.backward()
y.backward()
y = x ** 2
y.backward(retain_graph=True)
y.backward(retain_graph=False)
print(x.grad)
y = x + 1
y.backward()
y.backward()
print(x.grad)
z = x ** 3
g = torch.autograd.grad(z, x, create_graph=True)
print(g)
g2 = torch.autograd.grad(g[0], x, create_graph=True)
print(g2, g2[0].grad_fn is not None)
g3 = torch.autograd.grad(g2[0], x)
print(g3)
torch.autograd.grad(g3[0], x)
torch.autograd.grad(x.detach(), x)
torch.autograd.grad(z, y)
w = torch.ones(2, requires_grad=True)
v = w * 2
v.backward()
v.backward(torch.tensor([1.0]))
v.backward(torch.ones(3))
v.backward(torch.ones(2, 1))
v.backward([1.0, 1.0])
v.backward(1.0)
v.backward(torch.tensor([1, 1]))
print(w.grad)
v.backward(torch.ones(2))
u = torch.ones(2)
u.backward()
u.sum().backward()
(u * w).detach().sum().backward()
t = torch.tensor(2.0, requires_grad=True)
t.backward()
print(t.grad)
q = torch.tensor([[1.0, 2], [3, 4]], requires_grad=True)
r = q.view(-1)
r.sum().backward()
s = q[0]
s[0] = 5
q.t_()
q.resize_(4)
q.unsqueeze_(0)
q.copy_(torch.ones(2, 2))
q.fill_(3)
q.zero_()
q += 1
q.requires_grad = False
q += 1
print(q)
