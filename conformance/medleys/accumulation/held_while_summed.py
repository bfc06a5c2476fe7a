"""Gradients that somebody holds are not written to when others are added to them."""

import torch

class Keeps(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, held, factor):
        ctx.held, ctx.factor = held, factor
        return x * 1
    @staticmethod
    def backward(ctx, g):
        g = g * ctx.factor
        if ctx.held is not None: ctx.held.append(g)
        return g, None, None
def told(*held):
    x = torch.ones(2, requires_grad=True)
    t = x * 1
    seen = []
    t.register_hook(lambda g: seen.append(g._version))
    sum(Keeps.apply(t, h, 2. + i) for i, h in enumerate(held)).sum().backward()
    return x.grad, seen, [g for h in held if h for g in h], [g._version for h in held if h for g in h]
print(told(None, None))
print(told([], None))
print(told(None, []))
print(told([], []))
print(told(None, None, []))
print(told([], None, None))
print(told(None, [], None))
x = torch.ones(2, requires_grad=True)
t = x * 1
held = []
a, b = t * 2, t * 3
for f in (a, b): f.grad_fn.register_hook(lambda i, o: held.append(i[0]))
(a + b).sum().backward()
print(x.grad, held)
x = torch.ones(2, requires_grad=True)
t = x * 1
views = []
class Views(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 1
    @staticmethod
    def backward(ctx, g):
        g = g * 2
        views.append(g.view(2, 1))
        return g
(Views.apply(t) + Views.apply(t) + t * 5).sum().backward()
print(x.grad, views)
