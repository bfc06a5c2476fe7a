"""Lists and dicts of parameters."""

import torch
from torch import nn

pl = nn.ParameterList([torch.ones(2), nn.Parameter(torch.zeros(1)), 3])
print(pl, len(pl), pl[0], list(pl.parameters()))
pl.append(torch.ones(1))
pl[0] = torch.zeros(2)
print(pl, pl[1:])
pd = nn.ParameterDict({"b": torch.ones(2), "a": nn.Parameter(torch.zeros(1)), "c": "x"})
print(pd, list(pd.keys()), pd["a"])
pd[3] = torch.ones(1)
pl(3)
pd(3)
print(pd.popitem())
