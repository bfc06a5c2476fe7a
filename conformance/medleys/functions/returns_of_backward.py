"""Everything that a backward may return, and may not."""

import torch

def make(ret):
    class Fn(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, y): return x * y
        @staticmethod
        def backward(ctx, g): return ret(g)
    return Fn
x, y = torch.ones(2, requires_grad=True), torch.ones(2)
def run(r): make(r).apply(x, y).sum().backward(); print(x.grad); x.grad = None
run(lambda g: g)
run(lambda g: (g,))
run(lambda g: (g, g))
run(lambda g: (g, None))
run(lambda g: (g, None, None))
run(lambda g: (g, g, g))
run(lambda g: None)
run(lambda g: (None, None))
run(lambda g: [g, None])
run(lambda g: (3, None))
run(lambda g: (g.tolist(), None))
run(lambda g: (torch.ones(3), None))
run(lambda g: (torch.ones(1), None))
run(lambda g: (torch.ones(4, 2), None))
run(lambda g: (torch.tensor(2.), None))
run(lambda g: (g.double(), None))
run(lambda g: (g.long(), None))
run(lambda g: (g.to(torch.complex64), None))
run(lambda g: (g.bool(), None))
