# rule: operators.pdist
# source: changes
# claim: `cdist` and `pdist` can be differentiated twice
# changes: distances_differentiate_twice
import torch

x = torch.tensor([[1.0], [3.0]], requires_grad=True)
(g,) = torch.autograd.grad(torch.pdist(x).sum(), x, create_graph=True)
g.sum().backward()
print(x.grad)
