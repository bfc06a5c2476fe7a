# rule: graph.gradient-edges
# source: own
# claim: an edge of a custom Function keeps its node alive; a gradient may be left out for a
#   number only
# since: >=2.9
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2

x = torch.tensor([1.0, 2.0], requires_grad=True)
edge = torch.autograd.graph.get_gradient_edge(Twice.apply(x))
torch.autograd.grad(edge, x)
print(torch.autograd.grad(edge, x, torch.ones(2)))
torch.autograd.grad(edge, x, torch.eye(2), is_grads_batched=True)
scalar = torch.autograd.graph.get_gradient_edge(x.sum())
print(torch.autograd.grad(scalar, x))
