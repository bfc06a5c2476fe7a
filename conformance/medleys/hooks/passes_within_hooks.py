"""A backward pass within a hook; gradients kept by hooks."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
def hook(g):
    z = torch.ones(2, requires_grad=True)
    (z * 3).sum().backward()
    print("inner", z.grad, torch.is_grad_enabled())
    return g + z.grad
y.register_hook(hook)
y.sum().backward()
print(x.grad)
def hook2(g):
    print(g.requires_grad, g.grad_fn, torch.is_grad_enabled())
    return g * x
y = x * 2
y.register_hook(hook2)
y.sum().backward()
print(x.grad)
y = x * 2
y.register_hook(hook2)
g, = torch.autograd.grad(y.sum(), x, create_graph=True)
print(g)
print(torch.autograd.grad(g.sum(), x))
saved = []
y = x * 2
y.register_hook(saved.append)
y.sum().backward()
print(saved, saved[0] is y.grad)
y = x * 2
y.register_hook(lambda g: saved.append(g.clone()))
y.sum().backward()
l = []
x.register_hook(lambda g: l.append(g))
(x * 2).sum().backward()
print(l[0] is x.grad, l[0].data_ptr() == x.grad.data_ptr())
x.grad = None
(x * 2).sum().backward()
print(l[1] is x.grad, l[1].data_ptr() == x.grad.data_ptr(), len(l))
