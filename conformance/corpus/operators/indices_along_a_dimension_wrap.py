# rule: operators.gather
# source: changes
# claim: `take_along_dim` counts indices below 0 from the end
# changes: indices_along_a_dimension_wrap
import torch

x = torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True)
y = torch.take_along_dim(x, torch.tensor([[2, -1]]), 1)
