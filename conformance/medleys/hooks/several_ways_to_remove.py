"""Hooks given twice, removed twice, removed by themselves and by each other, and as contexts."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
double = lambda g: g * 2
first = x.register_hook(double)
second = x.register_hook(double)
(x * 1).sum().backward()
print(x.grad)
first.remove()
(x * 1).sum().backward()
print(x.grad)
first.remove()
second.remove()
second.remove()
(x * 1).sum().backward()
print(x.grad)
handles = []
handles.append(x.register_hook(lambda g: handles[0].remove()))
handles.append(x.register_hook(lambda g: print("second", g)))
(x * 1).sum().backward()
(x * 1).sum().backward()
handles[1].remove()
with x.register_hook(lambda g: g * 10):
    (x * 1).sum().backward()
print(x.grad)
(x * 1).sum().backward()
print(x.grad)
with x.register_hook(lambda g: print("within")) as kept:
    kept.remove()
(x * 1).sum().backward()
note = lambda p: print("after", p is x, p.grad, p.requires_grad)
once = x.register_post_accumulate_grad_hook(note)
twice = x.register_post_accumulate_grad_hook(note)
(x * 1).sum().backward()
once.remove()
(x * 1).sum().backward()
twice.remove()
own = [x.register_post_accumulate_grad_hook(lambda p: print("own") or own[0].remove())]
(x * 1).sum().backward()
(x * 1).sum().backward()
m = torch.ones(2, 2, requires_grad=True)
h = m.register_post_accumulate_grad_hook(lambda p: print(type(p), p is m, p.grad.shape))
(m * 2).sum().backward()
y = x * 3
node = y.grad_fn
a = node.register_hook(lambda gi, go: print("node", gi, go))
b = node.register_hook(lambda gi, go: tuple(None if g is None else g * 2 for g in gi))
c = node.register_prehook(lambda go: print("before", go))
d = node.register_prehook(lambda go: tuple(g * 5 for g in go))
print(torch.autograd.grad(y.sum(), x, retain_graph=True))
b.remove()
c.remove()
print(torch.autograd.grad(y.sum(), x, retain_graph=True))
a.remove()
d.remove()
d.remove()
print(torch.autograd.grad(y.sum(), x))
