# rule: operators.grid-sample
# source: changes
# claim: `grid_sample` can be differentiated twice
# changes: grid_sample_differentiates_twice
import torch

x = torch.ones(1, 1, 2, 2, requires_grad=True)
g = torch.zeros(1, 1, 1, 2, requires_grad=True)
y = torch.nn.functional.grid_sample(x, g, align_corners=False)
(d,) = torch.autograd.grad(y.sum(), x, create_graph=True)
d.sum().backward()
