"""A pass from several roots: one below another, one that is not needed, and hooks that wait for them."""

import torch

x = torch.ones(2, requires_grad=True)
o = torch.ones(2)
y = x.exp()
y.register_hook(lambda g: print("y", g))
z = y * 3
z.register_hook(lambda g: print("z", g))
torch.autograd.backward([y, z], [o, o])
print(x.grad)
y = x.exp(); z = y * 3
torch.autograd.backward([z, y, y], [o, o, o * 2])
print(x.grad)
c = torch.ones(2, requires_grad=True)
for order in (0, 1, 2):
    x.grad = None
    y, w, v = x.exp(), c.exp(), c.sin()
    roots = [[y, w, v], [w, y, v], [w, v, y]][order]
    w.register_hook(lambda g: print("w ran"))
    print(torch.autograd.grad(roots, x, [o, o, o]))
    y, w, v = x.exp(), c.exp(), c.sin()
    roots = [[y, w, v], [w, y, v], [w, v, y]][order]
    torch.autograd.backward(roots, [o, o, o], inputs=[x])
    print(x.grad, c.grad)
y, w = x.exp(), c.exp()
print(torch.autograd.grad([y, w], x, [o, o]))
y, w = x.exp(), c.exp()
print(torch.autograd.grad([w, y], [x, y], [o, o]))
w = c.exp()
print(torch.autograd.grad(w, x, o, allow_unused=True))
def told(roots, tensors, inputs=None):
    seen = []
    h = torch.autograd.graph.register_multi_grad_hook(tensors, lambda gs: seen.append([None if g is None else g.tolist() for g in gs]))
    torch.autograd.backward(roots, [o for _ in roots], inputs=inputs)
    h.remove()
    return seen
for inputs in (None, [x]):
    y = x.exp(); z = y * 3; w = c.exp()
    print(told([y], [y], inputs))
    y = x.exp(); z = y * 3; w = c.exp()
    print(told([y], [x, y], inputs))
    y = x.exp(); z = y * 3; w = c.exp()
    print(told([y, w], [y, w], inputs))
    y = x.exp(); z = y * 3; w = c.exp()
    print(told([z, y], [y, z, x], inputs))
    y = x.exp(); z = y * 3; w = c.exp()
    print(told([z, w], [y, w, c], inputs))
    y = x.exp(); z = y * 3; w = c.exp()
    print(told([z, w, x.sin()], [y, w, c], inputs))
