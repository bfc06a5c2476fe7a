"""What `vars` and `dir` show of ctx: what the program has put there, and torch's own names."""

class Noting(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.factor, ctx._hidden = 3, [1]
        ctx.save_for_backward(x)
        print(vars(ctx))
        return x * 3
    @staticmethod
    def backward(ctx, grad):
        ctx.seen = True
        print(sorted(vars(ctx)), "factor" in dir(ctx), "seen" in dir(ctx))
        return grad * ctx.factor

x = torch.ones(2, requires_grad=True)
y = Noting.apply(x)
print(vars(y.grad_fn))
later = {"apply", "apply_boxed", "apply_jvp", "maybe_clear_saved_tensors", "input_grad_buffers", "output_grad_dtypes", "set_output_grad_dtype"}
print([name for name in dir(y.grad_fn) if not name.startswith("_") and name not in later])
print(["__call__" in dir(y.grad_fn), "__dict__" in dir(y.grad_fn), "_raw_saved_tensors" in dir(y.grad_fn)])
y.sum().backward()
print(sorted(vars(y.grad_fn)), type(y.grad_fn).__mro__[1])
