"""Hooks removed while they run, hooks of tensors that are gone or changed."""

x = torch.ones(2, requires_grad=True)
y = x * 2
h = y.register_hook(lambda g: g * 3)
g1 = torch.autograd.grad(y.sum(), x, retain_graph=True)
h.remove()
g2 = torch.autograd.grad(y.sum(), x)
print(g1, g2)
def removing(g):
    hh.remove()
    print("removing")
y = x * 2
hh = y.register_hook(removing)
y.register_hook(lambda g: print("after"))
y.sum().backward(retain_graph=True)
y.sum().backward()
y = x * 2
handles = [y.register_hook(lambda g, i=i: print(i)) for i in range(3)]
handles[1].remove()
y.sum().backward()
import weakref
z = x * 2
z.register_hook(lambda g: print("z hook"))
s = z.sum()
del z
s.backward()
t = x.clone()
t.register_hook(lambda g: print("t old"))
t += 1
t.register_hook(lambda g: print("t new"))
t.sum().backward()
u = x.clone()
u.register_hook(lambda g: print("u", g))
u[0] = 5
u.sum().backward()
v = x * 2
v.register_hook(lambda g: print("v"))
v = v * 2
v.sum().backward()
k = torch.ones(2)
k.requires_grad_().register_hook(lambda g: print("k", g))
k.requires_grad_(False)
k.requires_grad_(True)
(k * 2).sum().backward()
j = torch.ones(2, requires_grad=True)
j.register_hook(lambda g: print("j"))
jj = j * 2
j.requires_grad_(False)
jj.sum().backward()
print(j.grad)
l = torch.ones(2, requires_grad=True)
l.register_hook(lambda g: print("l", g))
l.data = torch.zeros(3)
(l * 2).sum().backward()
print(l.grad)
