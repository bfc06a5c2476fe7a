"""Inputs handed back, with a context of their own or not, saved or not, dirty or not."""

import torch

def made(saves, mark):
    class H(torch.autograd.Function):
        @staticmethod
        def forward(x, y):
            return x, x * y
        @staticmethod
        def setup_context(ctx, inputs, output):
            ctx.save_for_backward(*[i for i in saves(inputs, output)])
            mark(ctx, inputs, output)
        @staticmethod
        def backward(ctx, g, h):
            print(ctx.saved_tensors)
            return g + h, None
    return H
x = torch.ones(2, requires_grad=True)
c = torch.full((2,), 3.)
nothing = lambda ctx, inputs, output: None
for saves in (lambda i, o: (i[0],), lambda i, o: (i[1],), lambda i, o: (o[1], None), lambda i, o: (o[0],), lambda i, o: (None, i[0])):
    for args in ((x, c), (c, x), (c, c), (x * 1, c)):
        try:
            out = made(saves, nothing).apply(*args)
            print([(o.requires_grad, o is args[0], type(o.grad_fn).__name__) for o in out])
            if out[0].requires_grad: (out[0] + out[1]).sum().backward()
        except RuntimeError as e:
            print("refused", e)
marked = lambda ctx, inputs, output: ctx.mark_non_differentiable(output[0])
for args in ((x, c), (c, x), (c, c), (x * 1, c)):
    try:
        out = made(lambda i, o: (i[0],), marked).apply(*args)
        print([(o.requires_grad, o is args[0]) for o in out])
    except RuntimeError as e:
        print("refused", e)
dirty = lambda ctx, inputs, output: ctx.mark_dirty(inputs[0])
for args in ((x * 1, c), (c.clone(), x), (c.clone(), c)):
    try:
        out = made(lambda i, o: (i[0],), dirty).apply(*args)
        print([(o.requires_grad, o is args[0]) for o in out])
        (out[0] + out[1]).sum().backward()
    except RuntimeError as e:
        print("refused", e)
class Foreign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, of):
        other = of[:1]
        ctx.mark_dirty(other)
        return other
    @staticmethod
    def backward(ctx, g): return g, None
Foreign.apply(x, torch.ones(3))
class New(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        other = torch.ones(3)
        ctx.mark_dirty(other)
        return other
    @staticmethod
    def backward(ctx, g): return g[:2]
n = New.apply(x)
n.sum().backward()
