"""A dict of modules."""

import torch
from torch import nn

d = nn.ModuleDict({"a": nn.Linear(1, 1), "b": nn.ReLU()})
print(d, d["a"], list(d), len(d), "a" in d, d.keys(), list(d.items()))
d["c"] = nn.Identity()
del d["a"]
print(d)
d["zz"]
d.update(3)
d.update([("q", nn.Flatten())])
d.pop("q")
d.update([3])
d.update([(3,)])
