"""Parameters given with their names."""

import torch

x = torch.tensor([1.0, -2.0], requires_grad=True)
o = torch.optim.SGD([("x", x)], lr=0.1)
print(o)
o.add_param_group({"params": [torch.ones(1)]})
torch.optim.SGD([("x", x), torch.ones(1)], lr=0.1)
