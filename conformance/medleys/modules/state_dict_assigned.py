"""Loading by taking the tensors themselves."""

import torch
from torch import nn

m = nn.Linear(2, 2)
sd = {"weight": torch.ones(2, 2), "bias": torch.zeros(2)}
m.load_state_dict(sd, assign=True)
print(m.weight, m.weight is sd["weight"])
