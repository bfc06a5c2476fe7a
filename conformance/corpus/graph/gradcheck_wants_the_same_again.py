# rule: graph.gradcheck
# source: own
# claim: a backward that gives something else each time, or does not multiply by what comes in,
#   fails the check
import torch

class Random(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2 + torch.rand(1, dtype=g.dtype) * 1e-7

x = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
torch.autograd.gradcheck(Random.apply, x)
print(torch.autograd.gradcheck(Random.apply, x, raise_exception=False))
torch.autograd.gradcheck(Random.apply, x, nondet_tol=1e-5)
