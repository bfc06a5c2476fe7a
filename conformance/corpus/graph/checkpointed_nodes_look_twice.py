# rule: graph.checkpoint-computes-again-in-backward
# source: own
# claim: a node in a checkpoint may look at its saved tensors once in a backward
# since: >=2.1
import torch
from torch.utils.checkpoint import checkpoint

class Square(torch.autograd.Function):
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    def backward(ctx, g):
        return g * ctx.saved_tensors[0] + g * ctx.saved_tensors[0]

x = torch.ones(2, requires_grad=True)
checkpoint(Square.apply, x, use_reentrant=False).sum().backward()
