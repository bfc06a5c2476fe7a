# rule: modules.layers
# source: changes
# claim: `fractional_max_pool2d` takes two ratios; three, and one that is no tuple, are refused
# changes: fractional_pools_count_their_ratios
import torch
import torch.nn.functional as F

x = torch.arange(16.0).view(1, 4, 4)
print(F.fractional_max_pool2d(x, 2, output_ratio=(0.5, 0.5, 0.5)).shape)
print(F.fractional_max_pool2d(x, 2, output_ratio=0.5).shape)
