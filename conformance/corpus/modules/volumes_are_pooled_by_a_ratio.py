# rule: modules.layers
# source: own
# claim: one ratio stands for all three dimensions of a volume
# since: >=2.0
import torch
import torch.nn.functional as F

x = torch.arange(64.0).view(1, 4, 4, 4).requires_grad_()
at = torch.full((1, 1, 3), 0.5)
F.fractional_max_pool3d(x, 2, output_ratio=0.5, _random_samples=at).sum().backward()
print(x.grad.nonzero())
