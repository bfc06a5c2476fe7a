# What `vmap` computes at once is named in texts by the sizes of the batch, which are left open
# (found by random programs).


import torch
from torch.func import vmap
x = torch.tensor([[1.0, -2.0, 0.0], [0.5, 3.0, 1.0]])
w = torch.tensor([0.5, 3.0, -1.0], requires_grad=True)
vmap(lambda a, b: a * b, in_dims=(1, None))(x, x)
y = vmap(lambda a, b: a * b, in_dims=(0, None))(x, w)
x *= 2
y.backward(gradient=torch.ones_like(y))
