"""The places where something holds: `nonzero`, `argwhere`, `where` of a condition alone."""

import torch

x = torch.tensor([[1.0, 0.0], [0.0, 2.0]])
print(torch.where(x), x.nonzero(as_tuple=True), torch.where(torch.tensor(True)), torch.tensor(0.0).nonzero())
print(torch.nonzero(x), torch.nonzero(torch.tensor(3.0)), torch.nonzero(input=x, as_tuple=False), x[x.nonzero(as_tuple=True)], torch.argwhere(x), x.argwhere())
torch.nonzero(x, out=torch.empty(0, dtype=torch.long))
print(x.requires_grad_().nonzero().requires_grad, x.nonzero(as_tuple=True)[0]._is_view(), torch.where(x > 0, 1.0, 2.0), torch.where(condition=x > 0, input=x, other=x))
torch.where()
torch.where(x > 0, x)
x.where(x > 0)
x.nonzero(1)
torch.nonzero()
