"""Saving, loading, and what is missing, unexpected or of another size."""

import torch
from torch import nn

m = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
sd = m.state_dict()
print(sd)
m2 = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
print(m2.load_state_dict(sd))
print(m2[0].weight._version)
del sd["0.weight"]
m2.load_state_dict(sd)
sd["foo"] = torch.ones(1)
m2.load_state_dict(sd)
print(m2.load_state_dict(sd, strict=False))
sd["0.bias"] = torch.ones(3)
m2.load_state_dict(sd, strict=False)
sd["0.bias"] = 3
m2.load_state_dict(sd, strict=False)
m2.load_state_dict(3)
