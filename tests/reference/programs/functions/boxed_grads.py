"""Gradients handed to backward as one list."""

class F(Function):
    boxed_grads_call = True
    @staticmethod
    def forward(ctx, x): return x * 2, x * 3
    @staticmethod
    def backward(ctx, gs):
        print(type(gs), len(gs))
        a = gs.pop()
        return gs[0] + a
x = torch.ones(2, requires_grad=True)
y, z = F.apply(x)
(y + z).sum().backward()
print(x.grad)
y, z = F.apply(x)
y.sum().backward()
print(F.boxed_grads_call, Function.boxed_grads_call)
