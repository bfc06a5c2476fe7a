"""What `save_for_backward` gives back: the tensor itself, in its layout, with its history."""

import torch
from torch.autograd import Function

class Square(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        print(x, x.stride(), x.is_leaf, x.requires_grad, x._version, x._is_view())
        return 2 * x * grad

x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], requires_grad=True)
for view in (
    lambda x: x.t(),
    lambda x: x[:, ::2],
    lambda x: x[1],
    lambda x: x[:1].expand(2, 3),
    lambda x: x.sum(),
    lambda x: x[:0],
    lambda x: x.diagonal(),
    lambda x: x.detach().t(),
):
    v = view(x)
    y = Square.apply(v)
    print(y.requires_grad)
    y.sum().backward()
    (g,) = torch.autograd.grad(Square.apply(view(x)).sum(), x, create_graph=True, allow_unused=True)
    g.sum().backward()
    print(x.grad)
    x.grad = None
for view in (lambda x: x.t(), lambda x: x[:, ::2], lambda x: x[1]):
    w = x * 1
    v = view(w)
    y = Square.apply(v)
    v.mul_(2)
    y.sum().backward()
    w = x * 1
    y = Square.apply(view(w))
    w.mul_(2)
    y.sum().backward()
