"""What `backward` may return."""

import torch

class G(torch.autograd.Function):
    ret = None
    @staticmethod
    def forward(ctx, x, y=None): return x * 2
    @staticmethod
    def backward(ctx, g): return G.ret
x = torch.ones(2, requires_grad=True)
for r in [None, torch.ones(2), torch.ones(1), torch.ones(()), torch.ones(3), torch.ones(2, 2), torch.ones(2, dtype=torch.float64), torch.ones(2, dtype=torch.int64), (torch.ones(2), None), (torch.ones(2), torch.ones(2)), (torch.ones(2), None, None), (None,), (), 3, "a", [torch.ones(2)], (torch.ones(2), None, 3), torch.ones(2, dtype=torch.complex64), torch.ones(3, 2), torch.ones(3, 1)]:
    G.ret = r
    x.grad = None
    try:
        G.apply(x).sum().backward()
        print(x.grad)
    except Exception as e:
        print(type(e).__name__, e)
for r in [torch.ones(2), (torch.ones(2), None), (torch.ones(2), 3), (torch.ones(2), torch.ones(2)), (torch.ones(2), None, None), (torch.ones(2), None, torch.ones(1))]:
    G.ret = r
    x.grad = None
    try:
        G.apply(x, 5).sum().backward()
        print(x.grad)
    except Exception as e:
        print(type(e).__name__, e)
y = torch.ones(2)
for r in [torch.ones(2), (torch.ones(2), None), (torch.ones(2), 3), (torch.ones(2), torch.ones(2)), (torch.ones(2), torch.ones(7))]:
    G.ret = r
    x.grad = None
    try:
        G.apply(x, y).sum().backward()
        print(x.grad)
    except Exception as e:
        print(type(e).__name__, e)
