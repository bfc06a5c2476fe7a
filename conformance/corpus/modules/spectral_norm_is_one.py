# rule: modules.spectral-norm
# source: own
# claim: the weight is divided by its largest singular value, found by power iteration before each
#   call in training
# since: >=2.0
import torch
import torch.nn as nn

m = nn.utils.spectral_norm(nn.Linear(3, 2), n_power_iterations=2)
print([n for n, _ in m.named_parameters()], [n for n, _ in m.named_buffers()])
(m(torch.ones(1, 3)) * m(torch.ones(1, 3))).sum().backward()
print(m.weight_orig.grad, m.weight_u._version)
m.eval()
m(torch.ones(1, 3)), nn.utils.spectral_norm(m)
nn.utils.remove_spectral_norm(m)
print([n for n, _ in m.named_parameters()], m.weight)
nn.utils.remove_spectral_norm(m)
