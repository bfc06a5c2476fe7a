# rule: modules.layers
# source: own
# claim: BatchNorm without running statistics normalizes by the batch also in evaluation, and
#   refuses other dimensions
# since: >=2.0
import torch
import torch.nn as nn

m = nn.BatchNorm1d(2, track_running_stats=False, affine=False).eval()
x = torch.tensor([[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]], requires_grad=True)
m(x).pow(3).sum().backward()
print(m, x.grad, m.reset_running_stats())
nn.BatchNorm1d(2)(torch.ones(2))
nn.BatchNorm1d(2)(torch.ones(1, 2))
