"""`retain_grad` again, after writes, on views, on leaves, and what a second pass adds."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.retain_grad()
y.sum().backward(retain_graph=True)
print(y.grad, y.retains_grad, x.retains_grad)
first = y.grad
y.retain_grad()
print(y.grad is first)
y.sum().backward(retain_graph=True)
print(y.grad, first, y.grad is first)
y.grad = None
y.sum().backward()
print(y.grad)
z = x * 3
z.add_(1)
z.retain_grad()
(z * z).sum().backward()
print(z.grad, z.retains_grad)
z = x * 3
z.retain_grad()
z.mul_(2)
(z * z).sum().backward()
print(z.grad, z.retains_grad)
z = x * 3
z.register_hook(lambda g: print("old", g))
z.mul_(2)
z.register_hook(lambda g: print("new", g))
z.sum().backward()
z = x * 3
v = z[:1]
v.retain_grad()
z.mul_(2)
z.sum().backward()
print(v.grad, v.retains_grad)
z = x * 3
v = z.view(2, 1)
v.mul_(2)
v.retain_grad()
z.retain_grad()
(v.sum() + z.sum()).backward()
print(v.grad, z.grad)
z = x * 3
z.retain_grad()
z.register_hook(lambda g: g * 10)
z.sum().backward()
print(z.grad)
z = x * 3
z.retain_grad()
torch.autograd.grad(z.sum(), x)
print(z.grad)
z = x * 3
z.retain_grad()
torch.autograd.grad(z.sum(), z)
print(z.grad)
z = x * 3
z.retain_grad()
(z * 2).sum().backward(create_graph=True)
print(z.grad, z.grad.requires_grad)
x.retain_grad()
print(x.retains_grad)
torch.ones(2).retain_grad()
(x * 1).grad
(x * 1)[0].grad
(x * 1).detach().grad
w = x * 1
w.detach_()
w.retain_grad()
print(w.retains_grad, w.grad)
