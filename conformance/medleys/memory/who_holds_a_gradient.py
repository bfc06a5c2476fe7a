"""A gradient becomes `.grad` itself where nobody else holds it."""

import torch

def fresh(): return torch.ones(2, requires_grad=True)
class Gives(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, keep, seen):
        ctx.kept, ctx.seen = keep, seen
        return x * 2
    @staticmethod
    def backward(ctx, g):
        g = g * 3
        ctx.seen.append(g.data_ptr())
        if ctx.kept is not None: ctx.kept.append(g)
        return g, None, None
def told(prepare=lambda x, held: None, keep=False, **kwargs):
    x, held, seen = fresh(), [], []
    rest = prepare(x, held)
    y = Gives.apply(x, held if keep else None, seen)
    y.sum().backward(**kwargs)
    return x.grad.data_ptr() in seen, x.grad._version, len(held)
def acc(x): return x.view(2).grad_fn.next_functions[0][0]
print(told())
print(told(keep=True))
print(told(create_graph=True))
print(told(lambda x, held: x.register_hook(lambda g: None)))
print(told(lambda x, held: x.register_hook(held.append)))
print(told(lambda x, held: x.register_hook(lambda g: g)))
print(told(lambda x, held: x.register_hook(lambda g: g * 1)))
def with_post(x, held):
    a = acc(x)
    return a, a.register_hook(lambda *args: None)
def with_post_keeping(x, held):
    a = acc(x)
    return a, a.register_hook(lambda i, o: held.append(o[0]))
def with_pre(x, held):
    a = acc(x)
    return a, a.register_prehook(lambda o: None)
def with_pre_keeping(x, held):
    a = acc(x)
    return a, a.register_prehook(lambda o: held.append(o[0]))
def with_both(x, held):
    a = acc(x)
    return a, a.register_hook(lambda *args: None), a.register_prehook(lambda o: held.append(o[0]))
def with_two(x, held):
    a = acc(x)
    return a, a.register_hook(lambda *args: None), a.register_hook(lambda *args: None)
for each in (with_post, with_post_keeping, with_pre, with_pre_keeping, with_both, with_two):
    print(told(each), told(each, keep=True))
def retained(x, held): return x.register_post_accumulate_grad_hook(lambda p: held.append(p.grad))
print(told(retained))
