"""Modules in another dtype keep their parameter objects."""

import torch
from torch import nn

m = nn.Linear(2, 2).double()
w = m.weight
print(m.weight.dtype, w is m.weight, m.weight._version)
m.to(torch.float32)
print(m.weight.dtype)
m.to(torch.int32)
m.half()
m.weight.grad = torch.ones(2, 2, dtype=torch.float16)
m.float()
print(m.weight.grad.dtype, m.weight)
m.to("cpu")
m.cpu()
m.to(torch.complex64)
