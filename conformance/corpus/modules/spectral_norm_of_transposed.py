# rule: modules.spectral-norm
# source: own
# claim: a transposed convolution is normalized along its second dimension, or another that is asked
#   for
# since: >=2.0
import torch
import torch.nn as nn

m = nn.utils.spectral_norm(nn.ConvTranspose1d(1, 2, 2))
m(torch.ones(1, 1, 2)).sum().backward()
print(m.weight_orig.grad, m.weight_u.shape, m.weight_v.shape)
nn.utils.spectral_norm(nn.Linear(1, 1), n_power_iterations=0)
nn.utils.spectral_norm(nn.Linear(1, 1, bias=False), name="bias")
print(nn.utils.spectral_norm(nn.Linear(3, 2), dim=1).weight_u.shape)
