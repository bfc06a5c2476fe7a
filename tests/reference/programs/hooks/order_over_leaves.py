"""In which order hooks of many tensors are called."""

import functools
x = torch.ones(3, requires_grad=True)
w = torch.ones(3, requires_grad=True)
order = []
a = x * w
a.register_hook(lambda g: order.append("a"))
b = a + x
b.register_hook(lambda g: order.append("b"))
c = b * a
c.register_hook(lambda g: order.append("c"))
x.register_hook(lambda g: order.append("x"))
w.register_hook(lambda g: order.append("w"))
c.sum().backward()
print(order, x.grad, w.grad)
order.clear()
p = [torch.ones(1, requires_grad=True) for _ in range(5)]
for i, q in enumerate(p): q.register_hook(functools.partial(lambda i, g: order.append(i), i))
s = p[0] * p[1] + p[2] * p[3] * p[4]
s.backward()
print(order)
order.clear()
r = sum(q * i for i, q in enumerate(p))
r.backward()
print(order)
order.clear()
torch.cat(p).sum().backward()
print(order)
order.clear()
torch.stack([p[4], p[2], p[0]]).sum().backward()
print(order)
order.clear()
(p[3] + p[3] * p[1]).backward()
print(order)
