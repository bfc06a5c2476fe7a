"""What lives on the context, and what is saved when."""

class WithState(Function):
    calls = []
    @staticmethod
    def forward(ctx, x, flag):
        ctx.flag = flag
        ctx.shape = x.shape
        WithState.calls.append("f")
        if flag: ctx.save_for_backward(x)
        return x.sum()
    @staticmethod
    def backward(ctx, g):
        WithState.calls.append("b")
        print(ctx.saved_tensors, ctx.shape, g.shape, ctx.needs_input_grad)
        return g.expand(ctx.shape), None
x = torch.ones(2, 2, requires_grad=True)
WithState.apply(x, True).backward()
o = WithState.apply(x, False)
o.backward()
o.backward()
print(WithState.calls, x.grad)
o.grad_fn.shape
o.grad_fn.nothing
hasattr(o.grad_fn, "saved_tensors")
class Late(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        ctx.save_for_backward(x * 2)
        return x * 3
    @staticmethod
    def backward(ctx, g):
        print(ctx.saved_tensors)
        return g
Late.apply(x).sum().backward()
class SaveAfter(Function):
    @staticmethod
    def forward(ctx, x):
        SaveAfter.ctx = ctx
        return x * 3
    @staticmethod
    def backward(ctx, g):
        print(ctx.saved_tensors)
        return g
y = SaveAfter.apply(x)
SaveAfter.ctx.save_for_backward(x)
y.sum().backward()
class WrongNames(Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx): return None
WrongNames.apply(x).sum().backward()
class Extra(Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g, h): return g
Extra.apply(x).sum().backward()
class GradModeIn(Function):
    @staticmethod
    def forward(ctx, x):
        with torch.enable_grad():
            z = x.detach().requires_grad_()
            w = z * z
        ctx.z, ctx.w = z, w
        print(w.requires_grad)
        return w.detach()
    @staticmethod
    def backward(ctx, g):
        with torch.enable_grad():
            print(torch.is_grad_enabled())
            r, = torch.autograd.grad(ctx.w, ctx.z, g)
        return r
x.grad = None
GradModeIn.apply(x).sum().backward()
print(x.grad)
class LeakGraph(Function):
    @staticmethod
    def forward(ctx, x):
        with torch.enable_grad():
            return x * x
    @staticmethod
    def backward(ctx, g): return g * 7
x.grad = None
o = LeakGraph.apply(x)
print(o.grad_fn)
o.sum().backward()
print(x.grad)
with torch.no_grad(): print(LeakGraph.apply(x).requires_grad)
