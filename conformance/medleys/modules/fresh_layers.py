"""What freshly made layers hold, and how often it was written to."""

import torch
from torch import nn

e = nn.Embedding(4, 3, padding_idx=1)
b = nn.BatchNorm1d(3)
ln = nn.LayerNorm(3)
p = nn.PReLU()
print(e.weight, e.weight._version, b.weight._version, ln.bias._version, b.running_mean._version, p.weight)
print(nn.Embedding.from_pretrained(torch.ones(2, 2)).weight)
l = nn.Linear(0, 2)
print(l)
print(nn.Linear(2, 2).weight._version)
