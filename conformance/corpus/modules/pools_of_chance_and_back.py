# rule: modules.layers
# source: own
# claim: fractional pooling needs a size or a ratio; unpooling refuses a size that pooling cannot
#   have had
# since: >=2.0
import torch
import torch.nn.functional as F

x = torch.arange(16.0).view(1, 4, 4).requires_grad_()
at = torch.full((1, 1, 2), 0.5)
F.fractional_max_pool2d(x, 2, output_size=2, _random_samples=at).sum().backward()
print(x.grad, F.fractional_max_pool2d(x, 2, output_ratio=(0.5, 0.5)).shape)
F.fractional_max_pool2d(x, 2)
y, i = F.max_pool2d(x, 2, return_indices=True)
F.max_unpool2d(y, i, 2, output_size=(4,))
F.max_unpool2d(y, i, 2, output_size=(1, 1, 9, 9))
print(F.max_unpool2d(y, i, 2, output_size=(5, 4)).shape)
