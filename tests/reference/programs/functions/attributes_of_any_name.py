"""`ctx` may be given attributes of any name; backward finds them, and nothing else changes."""

NAMES = ("keep", "saved", "saved_list", "freed", "accessed", "output_likes", "materializes", "variable",
    "tensor_places", "tensors_to_save", "mask", "released", "shape", "save", "unpack", "hooks", "edges")
class F(Function):
    @staticmethod
    def forward(ctx, x, name):
        ctx.save_for_backward(x)
        ctx.asked = name
        setattr(ctx, name, (x.detach() * 3, name))
        return x * 2
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        kept, name = getattr(ctx, ctx.asked)
        return g * kept * x, None
for name in NAMES:
    x = torch.ones(2, requires_grad=True)
    y = F.apply(x, name)
    h = y.register_hook(lambda g: g * 2)
    y.sum().backward(retain_graph=True)
    print(name, x.grad, getattr(y.grad_fn, name))
    y.sum().backward()
    print(x.grad)
    try: y.sum().backward()
    except RuntimeError as e: print(str(e)[:20])
