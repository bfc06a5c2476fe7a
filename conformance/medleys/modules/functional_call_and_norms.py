"""A module with other parameters, and clipping in two halves."""

import torch
from torch import nn

m = nn.Linear(2, 1, bias=False); w = torch.ones(1, 2, requires_grad=True)
y = torch.func.functional_call(m, {'weight': w}, (torch.ones(1, 2),)); y.sum().backward(); print(w.grad, m.weight.grad)

g = [torch.tensor([3., 4.]), torch.tensor([0.])]
print(nn.utils.get_total_norm(g), nn.utils.get_total_norm([]), nn.utils.get_total_norm(g, norm_type=float('inf')))
p = torch.ones(2, requires_grad=True); p.grad = torch.tensor([3., 4.]); nn.utils.clip_grads_with_norm_(p, 1., torch.tensor(5.)); print(p.grad)
