"""Attributes of ctx, before and after it was freed."""

class F(Function):
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(x); ctx.k = 3; return x * 2
    @staticmethod
    def backward(ctx, g): return g * ctx.saved_tensors[0]
x = torch.ones(2, requires_grad=True)
y = F.apply(x)
f = y.grad_fn
print(f.saved_tensors, f.k, f.needs_input_grad, f.name(), f.next_functions, f)
y.sum().backward()
f.saved_tensors
print(f.k)
y.sum().backward()
print(f.saved_variables)
f.to_save

class F(Function):
    @staticmethod
    def forward(ctx, x): ctx.save_for_backward(x); return x * 2
    @staticmethod
    def backward(ctx, g): return g
y = F.apply(torch.ones(2, requires_grad=True))
print(y.grad_fn.dirty_tensors, y.grad_fn.non_differentiable, y.grad_fn.materialize_grads, y.grad_fn.metadata)
y.grad_fn.foo = 3
print(y.grad_fn.foo, y.grad_fn.saved_tensors, isinstance(y.grad_fn, F._backward_cls), F._backward_cls.__name__)
print(y.grad_fn._raw_saved_tensors)
