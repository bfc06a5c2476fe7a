"""Attributes of nodes, and of the `ctx` of a Function, that programs may only read."""

import torch

x = torch.ones(2, requires_grad=True)
y = x.exp()
y.grad_fn.next_functions = ()
y.grad_fn.metadata = ()
y.grad_fn.requires_grad = False
y.grad_fn.name = None
y.grad_fn.note = 1
y.grad_fn.next_functions[0][0].next_functions = ()
y.grad_fn.next_functions[0][0].variable = y

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, what):
        if what == 0: ctx.next_functions = ()
        if what == 1: ctx.metadata = {}
        if what == 2: ctx.saved_tensors = ()
        if what == 3: ctx.saved_variables = ()
        if what == 4: ctx.requires_grad = False
        if what == 5: ctx.needs_input_grad = (False, False)
        if what == 6: ctx.dirty_tensors = 1
        if what == 7: ctx.non_differentiable = 1
        if what == 8: ctx.materialize_grads = 1
        if what == 9: ctx.to_save = (x,)
        if what == 10: ctx.name = "mine"
        ctx.note = what
        return x * 2
    @staticmethod
    def backward(ctx, g):
        print(ctx.note, ctx.needs_input_grad, len(ctx.saved_tensors), len(ctx.next_functions))
        ctx.next_functions = ()
        return g, None

f = lambda what: Fn.apply(x, what).sum().backward()
f(0)
f(1)
f(2)
f(3)
f(4)
f(5)
f(6)
f(7)
f(8)
f(9)
f(10)
z = Fn.apply(x, 11)
z.grad_fn.next_functions = ()
z.grad_fn.metadata = 1
z.grad_fn.saved_tensors = ()
z.grad_fn.requires_grad = 1
z.grad_fn.note = 2
print(z.grad_fn.note, x.grad)
