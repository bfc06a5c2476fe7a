# rule: modules.conversion
# source: own
# claim: a module takes floating point dtypes, complex ones with a warning; integer buffers stay,
#   children follow
# since: >=2.0
import torch
import torch.nn as nn

m = nn.Sequential(nn.BatchNorm1d(1), nn.Linear(1, 1, bias=False), nn.BatchNorm1d(1, affine=False))
m[1].register_buffer("none", None)
m[1].weight.grad = torch.ones(1, 1)
w = m[1].weight
m.to(torch.float64)
print(w is m[1].weight, w.grad.dtype, [b.dtype for b in m.buffers()])
m.to(torch.int32)
m[1].to(torch.complex64)
print(m[1].weight.dtype)
