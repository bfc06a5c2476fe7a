# rule: leaves.questions
# source: own
# claim: dim_order sorts dimensions by how far apart their elements lie, where that can be said
import torch

x = torch.arange(24.0).view(2, 3, 4)
print(x.dim_order(), x.permute(2, 0, 1).dim_order(), x.transpose(0, 1).dim_order())
print(x[:1].expand(2, 3, 4).dim_order(), torch.ones(2, 1, 2).transpose(1, 2).dim_order())
print(x[:, :, :1].dim_order(), x[:, :1, ::2].dim_order())
print(torch.ones(2, 2).t().dim_order(), torch.ones(1, 2, 2).permute(0, 2, 1).dim_order())
len(x[0, 0, 0])
x[0, 0, 0].size(0)
print(f"{x[0, 0, 2]:.2f}")
