"""A hook of a node may not make a gradient where there is none, nor may others be of another kind."""

import torch

class Half(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b): return a + b
    @staticmethod
    def backward(ctx, g): return g * 2, None
def fresh():
    a, b = (torch.ones(2, requires_grad=True) for _ in range(2))
    return a, b, Half.apply(a * 1, b * 1)
a, b, y = fresh()
y.grad_fn.register_hook(lambda i, o: (i[0], torch.ones(2)))
y.sum().backward()
print(a.grad, b.grad)
a, b, y = fresh()
def named(i, o): return (i[0] * 2, None)
y.grad_fn.register_hook(named)
y.sum().backward()
print(a.grad, b.grad)
a, b, y = fresh()
y.grad_fn.register_hook(lambda i, o: (None, None))
y.sum().backward()
print(a.grad, b.grad)
a, b, y = fresh()
y.grad_fn.register_hook(lambda i, o: (3, None))
y.sum().backward()
class Two(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        ctx.set_materialize_grads(False)
        return a * 1, a * 2
    @staticmethod
    def backward(ctx, g, h):
        print(g, h)
        return g
y, z = Two.apply(a)
y.grad_fn.register_prehook(lambda o: (o[0], torch.ones(2)))
y.sum().backward()
def post(p): return p
x = torch.ones(2, requires_grad=True)
x.register_post_accumulate_grad_hook(post)
(x * 2).sum().backward()
print(x.grad)
x = torch.ones(2, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda p: p.double())
(x * 2).sum().backward()
x = torch.ones(2, requires_grad=True)
def named_post(p): return p[:1]
x.register_post_accumulate_grad_hook(named_post)
(x * 2).sum().backward()
