"""Arguments of `apply` by keyword, rightly and wrongly."""

import torch

class A(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y=2, *rest, z=3):
        return x * y
    @staticmethod
    def backward(ctx, *gs):
        print(ctx.needs_input_grad)
        return gs[0] * 3, None
x = torch.ones(2, requires_grad=True)
A.apply(x, y=3).sum().backward()
A.apply(y=3, x=x).sum().backward()
A.apply(x, x=x)
A.apply(y=3)
A.apply(x, w=3)
A.apply(x, 4, y=3)
class S(torch.autograd.Function):
    @staticmethod
    def forward(x, y=2, z=5): return x * y
    @staticmethod
    def setup_context(ctx, inputs, output): print(len(inputs), inputs[1:])
    @staticmethod
    def backward(ctx, g): return g, None, None
S.apply(x).sum().backward()
S.apply(x, z=1).sum().backward()
S.apply(z=1, x=x).sum().backward()
S.apply(x, x=x)
S.apply(w=x)
S.apply()
class K(torch.autograd.Function):
    @staticmethod
    def forward(x, *, y=2): return x * y
    @staticmethod
    def setup_context(ctx, inputs, output): print(len(inputs), inputs[1:])
    @staticmethod
    def backward(ctx, g): return g * 7
print(K.apply(x, y=3))
print(K.apply(x))
