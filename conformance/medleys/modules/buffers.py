"""`nn.Buffer`."""

import torch
from torch import nn

b = nn.Buffer(torch.ones(2))
print(b, isinstance(b, nn.Buffer), type(b), isinstance(torch.ones(1), nn.Buffer))
m = nn.Linear(1, 1)
m.buf = b
m.buf2 = nn.Buffer(torch.zeros(1), persistent=False)
print(m.state_dict(), [n for n, _ in m.named_buffers()])
