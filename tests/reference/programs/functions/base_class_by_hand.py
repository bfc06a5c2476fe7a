"""What the base class itself says: methods that are not overridden, marks that are not tuples of tensors."""

import torch.autograd.function
F = Function
F.setup_context(None, (), None)
F.vmap(None, None)
F.jvp(None)
F.backward(None)
F.vjp(None)
F.forward()
class Saves(Function):
    @staticmethod
    def forward(ctx, x, what):
        ctx.save_for_forward(x, None, *what)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        ctx.saved_for_forward
        return g * 2, None
x = torch.ones(2, requires_grad=True)
Saves.apply(x, (3,))
print(Saves.apply(x, (None, torch.ones(1))))
class Shares(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_shared_storage((x, x))
        return x * 2
    @staticmethod
    def backward(ctx, g): return g * 2
print(Shares.apply(x))
class Sets(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, g):
        ctx.saved_tensors = ()
        return g
Sets.apply(x).sum().backward()
y = Sets.apply(x)
y.grad_fn.saved_variables = 3
y.grad_fn._raw_saved_tensors = 3
y.grad_fn(torch.ones(2))
y.grad_fn()
print(hex(id(y.grad_fn)) in repr(y.grad_fn), type(y.grad_fn).__module__)
Sets(1)
class Both(Function):
    generate_vmap_rule = True
    @staticmethod
    def forward(x): return x * 2
    @staticmethod
    def setup_context(ctx, inputs, output): pass
    @staticmethod
    def vmap(info, in_dims, x): return x * 2, 0
torch.func.vmap(Both.apply)(torch.ones(2))
