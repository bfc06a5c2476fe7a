"""Instance normalization: with and without weight, averages and a batch; what it refuses."""

import torch
from torch import nn

m = nn.InstanceNorm1d(3)
print(m, list(m.state_dict()))
x = torch.arange(12.0, requires_grad=True)
y = m(x.view(1, 3, 4))
(y**2)[0, 0, 0].backward()
m = nn.InstanceNorm2d(2, affine=True, track_running_stats=True)
print(m, list(m.state_dict()))
x = torch.arange(16.0).view(2, 2, 2, 2)
m(x).sum().backward()
print(m.weight.grad, m.bias.grad, m.num_batches_tracked)
m.eval()
print(m(x), m(x[0]))
m = nn.InstanceNorm1d(2, momentum=None, track_running_stats=True)
m(torch.arange(8.0).view(1, 2, 4))
m.reset_running_stats()
print(nn.InstanceNorm3d(1, affine=True, bias=False))
nn.InstanceNorm1d(3)(torch.ones(3))
nn.InstanceNorm2d(3)(torch.ones(3, 2))
nn.InstanceNorm3d(3)(torch.ones(3, 2))
nn.InstanceNorm1d(3)(torch.arange(8.0).view(2, 4))
nn.InstanceNorm1d(3, affine=True)(torch.arange(8.0).view(2, 4))
nn.InstanceNorm1d(3, affine=True)(torch.arange(8.0).view(1, 2, 4))
nn.InstanceNorm1d(3)(torch.ones(2, 3, 1))
