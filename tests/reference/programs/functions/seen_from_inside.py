"""What forward, backward and hooks see of a custom Function and of its marks."""

class F(Function):
    @staticmethod
    def forward(ctx, x, c):
        print(len(ctx.next_functions), ctx.needs_input_grad, ctx.saved_tensors, ctx.saved_for_forward, ctx.to_save)
        ctx.save_for_backward(x)
        n = x * 3
        ctx.mark_non_differentiable(n)
        return x * c, n
    @staticmethod
    def backward(ctx, g, h):
        print(ctx.saved_tensors, ctx.to_save, ctx.dirty_tensors, ctx.non_differentiable, h)
        return g * 2, g * 3
x = torch.ones(2, requires_grad=True)
c = torch.full((2,), 4.)
y, n = F.apply(x, c)
f = y.grad_fn
print(f.to_save, f.dirty_tensors, f.non_differentiable, n.requires_grad, n.grad_fn)
print([(m.shape, m.dtype, m.device, m.is_nested_tensor) for m in f._input_metadata])
f.register_hook(lambda i, o: print("hook", i, o))
y.sum().backward()
with torch.no_grad(): y, n = F.apply(x, c)
y, n = F.apply(c, c)
class Boxed(Function):
    boxed_grads_call = True
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2
    @staticmethod
    def backward(ctx, grads):
        g, = grads
        grads.clear()
        return g * ctx.saved_tensors[0] * 5
x.grad = None
Boxed.apply(x).sum().backward()
print(x.grad)
class Cast(Function):
    @staticmethod
    def forward(ctx, x, dtype):
        ctx.dtype = dtype
        return x * 1
    @staticmethod
    def backward(ctx, g): return torch.ones(2, dtype=ctx.dtype), None
for kind in (torch.float32, torch.complex64, torch.float64):
    for dtype in (torch.float64, torch.float32, torch.int64, torch.bool, torch.complex64, torch.complex128):
        x = torch.ones(2, dtype=kind, requires_grad=True)
        inner = x * 2
        inner.register_hook(lambda g: print("inner", g.dtype))
        try: Cast.apply(inner, dtype).abs().sum().backward()
        except RuntimeError as e: print(kind, dtype, e)
        try: Cast.apply(x, dtype).abs().sum().backward()
        except RuntimeError as e: print(kind, dtype, e)
        print(x.grad)
