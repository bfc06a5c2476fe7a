"""Parameters, buffers and modules by name, and the names that are refused."""

import torch
from torch import nn

class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(2))
        self.register_buffer("b", torch.zeros(2))
        self.register_buffer("c", torch.zeros(1), persistent=False)
        self.l = nn.Linear(2,2)
        self.k = 3
    def forward(self, x): return self.l(x) * self.a + self.b
m = M()
print(m, m.state_dict().keys(), m.state_dict())
m.b = torch.ones(2)
m.b = 3
m.b = None
m.register_buffer("a", torch.ones(1))
m.register_buffer("k", torch.ones(1))
m.register_buffer("x.y", torch.ones(1))
m.register_buffer("", torch.ones(1))
m.register_buffer(3, torch.ones(1))
m.register_buffer("z", 3)
m.register_parameter("z", torch.ones(1))
m.register_parameter("z", 3)
m.register_parameter("l", None)
m.register_parameter("q", nn.Parameter(torch.ones(1)))
m.add_module("w", 3)
m.add_module("w", nn.Identity())
m.add_module("k", nn.Identity())
m.add_module("x.y", nn.Identity())
m.add_module("", nn.Identity())
m.add_module(3, nn.Identity())
m.l = 3
m.l = torch.ones(1)
m.l = None
print(m)
m.k = nn.Parameter(torch.ones(3))
print([n for n, _ in m.named_parameters()], [n for n, _ in m.named_buffers()], [n for n, _ in m.named_modules()])
m(torch.ones(2))
