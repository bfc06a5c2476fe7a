"""Optimizers over what cannot be optimized."""

import torch

torch.optim.SGD([], lr=1)
torch.optim.SGD([torch.ones(2)], lr=1)
torch.optim.SGD([torch.ones(2, requires_grad=True) * 2], lr=1)
torch.optim.SGD(torch.ones(2, requires_grad=True), lr=1)
torch.optim.SGD([1, 2], lr=1)
torch.optim.SGD([torch.ones(2, requires_grad=True)], lr=-1)
torch.optim.SGD([torch.ones(2, requires_grad=True)])
torch.optim.SGD([torch.ones(2, requires_grad=True)], lr=1, nesterov=True)
p = torch.ones(2, requires_grad=True)
torch.optim.SGD([p, p], lr=1)
torch.optim.SGD([{'params': [p]}, {'params': [p]}], lr=1)
o = torch.optim.SGD([p], lr=1)
o.add_param_group({'params': [p]})
o.add_param_group({'params': torch.ones(1, requires_grad=True), 'lr': 3})
print(o)
o.add_param_group(3)
o.add_param_group({'params': {p}})
torch.optim.Adam([p], lr=1, betas=(1., 2.))
torch.optim.Adam([p], eps=-1)
