"""A forward pre-hook that is given keyword arguments."""

import torch
from torch import nn

m = nn.Linear(2, 2)
h = m.register_forward_pre_hook(lambda mod, args, kw: (args, kw), with_kwargs=True)
h = m.register_forward_pre_hook(lambda mod, args, kw: 3, with_kwargs=True)
m(torch.ones(1, 2))
