"""What `forward` may return."""

import torch

class Bad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return 3
    @staticmethod
    def backward(ctx, g): return g
class Bad2(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2, 3, None, "a"
    @staticmethod
    def backward(ctx, *g):
        print(g)
        return g[0]
class Bad3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return [x * 2, x * 3]
    @staticmethod
    def backward(ctx, *g): return g[0]
class Bad4(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return None
    @staticmethod
    def backward(ctx, *g): return g[0]
class Bad5(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return (x * 2,)
    @staticmethod
    def backward(ctx, *g): return g[0]
class Bad6(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return {"a": x}
class Bad7(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
class Bad8(torch.autograd.Function):
    pass
class Bad9(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return ()
x = torch.ones(2, requires_grad=True)
r = Bad.apply(x)
r = Bad2.apply(x)
print(r)
r[0].sum().backward()
r = Bad3.apply(x)
r = Bad4.apply(x)
r = Bad5.apply(x)
r = Bad6.apply(x)
r = Bad7.apply(x)
r.sum().backward()
r = Bad8.apply(x)
r = Bad9.apply(x)
r = Bad.apply(torch.ones(2))
r = Bad2.apply(torch.ones(2))
print(r)
