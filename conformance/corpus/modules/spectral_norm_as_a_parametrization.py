# rule: modules.spectral-norm
# source: own
# claim: each reading in training is a step of the power iteration
# since: >=2.0
import torch
import torch.nn as nn

m = nn.utils.parametrizations.spectral_norm(nn.Linear(3, 2))
print(m, list(m.state_dict()))
(m(torch.ones(1, 3)) ** 2).sum().backward()
print(m.parametrizations.weight.original.grad)
m.eval()
print(m.weight, m.weight.grad_fn)
m.weight = torch.eye(2, 3)
print(m.weight)
