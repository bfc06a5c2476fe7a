"""A hook that runs although forward raised."""

import torch
from torch import nn

m = nn.Linear(2, 2)
h = m.register_forward_hook(lambda mod, args, out: print("always", out), always_call=True)
m(torch.ones(1, 3))
