# rule: operators.embedding
# source: own
# claim: no indices have an embedding and its gradient, but not the gradient of that
import torch

weight = torch.ones(10, 0, requires_grad=True)
seed = torch.ones(0, 0, requires_grad=True)
out = torch.nn.functional.embedding(torch.empty(0, dtype=torch.int64), weight)
(first,) = torch.autograd.grad(out, weight, seed, create_graph=True)
torch.autograd.grad(first.sum(), seed)
