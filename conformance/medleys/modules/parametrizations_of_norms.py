"""Weights and vectors of norm 1, and what refuses to be made so."""

import torch
from torch import nn

print(nn.utils.parametrizations.spectral_norm(nn.ConvTranspose1d(2, 3, 1)).weight.shape)
v = nn.utils.parametrizations.spectral_norm(nn.Linear(3, 2), "bias")
v.bias.sum().backward()
print(v.bias.norm(), v.parametrizations.bias.original.grad)
nn.utils.parametrizations.spectral_norm(nn.Linear(3, 2), "absent")
nn.utils.parametrizations.spectral_norm(nn.Linear(3, 2), dim=2)
nn.utils.parametrizations.spectral_norm(nn.Linear(3, 2), n_power_iterations=0)
m = nn.Linear(2, 2)
nn.utils.parametrizations.spectral_norm(m)
print(torch.nn.utils.parametrize.type_before_parametrizations(m).__name__, m.eval())
