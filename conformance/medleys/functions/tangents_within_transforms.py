"""Functions without `jvp` where transforms push tangents forward: as constants they may."""

import torch

class Product(torch.autograd.Function):
    @staticmethod
    def forward(a, b):
        return a * b
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        return g * b, g * a

a, b = torch.tensor([2.0]), torch.tensor([3.0])
for f in (
    lambda t: Product.apply(t, b),
    lambda t: Product.apply(t * 2, b),
    lambda t: Product.apply(b, b) * t,
    lambda t: torch.func.grad(lambda u: Product.apply(u, u).sum())(t),
    lambda t: torch.func.grad(lambda u: Product.apply(u, u).sum())(b) * t,
    lambda t: Product.apply(t.detach(), b),
):
    try:
        print(torch.func.jvp(f, (a,), (a,)))
    except NotImplementedError as error:
        print(error)
    try:
        print(torch.func.jacfwd(f)(a))
    except RuntimeError as error:
        print(error)
    print(torch.func.jacrev(f)(a))
def twice(t):
    return torch.func.jvp(lambda u: Product.apply(t, t) * u, (b,), (b,))[1].sum()
print(torch.func.grad(twice)(a))
