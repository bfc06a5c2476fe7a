"""Nested pairs of hooks, pairs that change what is saved."""

import torch

x = torch.ones(2, requires_grad=True)
log = []
def pack(n):
    def f(t):
        log.append(("pack", n, tuple(t.shape), t.requires_grad, t.grad_fn is None))
        return (n, t)
    return f
def unpack(n):
    def f(p):
        log.append(("unpack", n, p[0]))
        return p[1]
    return f
sth = torch.autograd.graph.saved_tensors_hooks
with sth(pack(1), unpack(1)):
    y = x * x
    with sth(pack(2), unpack(2)):
        z = y * y
    w = z.exp()
print(log)
log.clear()
w.sum().backward()
print(log, x.grad)
class P(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        ctx.saved_tensors
        ctx.saved_tensors
        return g
log.clear()
with sth(pack(3), unpack(3)):
    p = P.apply(x)
    q = x.sin().cos()
    v = x[0:1] * 3
    s = torch.sigmoid(x)
    m = (x > 0).float() * x
(p + q + v + s + m).sum().backward()
print(log)
log.clear()
with sth(pack(4), unpack(4)):
    y = x * x
y.grad_fn._saved_self
print(log)
y.sum().backward(retain_graph=True)
y.sum().backward()
print(log)
log.clear()
with sth(lambda t: t.clone(), lambda t: t):
    a = x * 1
    y = a * a
a.add_(5)
y.sum().backward()
print(x.grad)
with sth(lambda t: t.detach(), lambda t: t):
    y = x * x
g, = torch.autograd.grad(y.sum(), x, create_graph=True)
print(g, torch.autograd.grad(g.sum(), x))
with sth(lambda t: t.numpy(), lambda t: torch.from_numpy(t)):
    y = x * x
with sth(lambda t: t.detach().numpy(), lambda t: torch.from_numpy(t)):
    y = x * x
    e = x.exp()
(y + e).sum().backward()
print(x.grad)
with sth(lambda t: t.shape, lambda s: torch.zeros(3)):
    y = x * x
y.sum().backward()
with sth(lambda t: t, lambda t: t * 2):
    y = x * x
y.sum().backward()
print(x.grad)
