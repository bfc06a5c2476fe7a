# rule: graph.create-graph-second-derivative
# source: seeds/002
# claim: by default the gradient has no history, so it cannot be differentiated again
import torch

x = torch.tensor(2.0, requires_grad=True)
(first,) = torch.autograd.grad(x**4, x)
print(first, first.requires_grad)
torch.autograd.grad(first, x)
