"""A function that saves its input, twice differentiated."""

class Sq(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        print(torch.is_grad_enabled(), x.requires_grad, ctx.needs_input_grad)
        return x * x
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        print(g, torch.is_grad_enabled(), ctx.saved_tensors, x.requires_grad)
        return 2 * x * g
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = Sq.apply(x)
print(y, y.grad_fn, y.grad_fn.name(), y.grad_fn.next_functions, type(y.grad_fn))
print(y.grad_fn.saved_tensors, y.grad_fn.needs_input_grad)
y.sum().backward()
print(x.grad)
y.sum().backward()
y.grad_fn.saved_tensors
g, = torch.autograd.grad(Sq.apply(x).sum(), x, create_graph=True)
print(g)
print(torch.autograd.grad(g.sum(), x))
Sq()
Sq()(x)
with torch.no_grad(): z = Sq.apply(x)
print(z, Sq.apply(x.detach()))
