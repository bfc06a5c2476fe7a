# Sizes and strides of what has no dimensions, and the order of dimensions of which one is expanded
# (found by random programs).


import torch
a = torch.tensor(1.0)
a.stride(1)
a.size(-1)
torch.ones(2).stride(3)
print(torch.ones(3).expand(2, 3).dim_order(), torch.ones(2, 3).mT.expand(2, 3, 2).dim_order())
print(torch.ones(3, 2, 2).permute(1, 2, 0)[:, :1].dim_order(), torch.ones(2, 1, 3).mT.dim_order())
