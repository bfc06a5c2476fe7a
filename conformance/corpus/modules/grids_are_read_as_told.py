# rule: modules.layers
# source: own
# claim: grid_sample knows three modes and three paddings, and warns when it is not told about
#   corners
# since: >=2.0
import torch
import torch.nn.functional as F

x = torch.arange(4.0).view(1, 1, 2, 2)
grid = torch.tensor([[[[0.5, -0.5], [2.0, 0.0]]]], requires_grad=True)
F.grid_sample(x, grid).sum().backward()
print(grid.grad)
F.grid_sample(x, grid, mode="other")
F.grid_sample(x, grid, padding_mode="other")
