# The gradient of silu is one kernel, and what it multiplies is rounded once: as float64 the last
# place of a float32 shows (found by random programs).


import torch
x = torch.tensor([-3.7, -1.3, -0.4, 0.3, 1.1, 2.9, 0.7, -2.2], requires_grad=True)
g = torch.tensor([0.7, -0.3, 1.9, 0.1, -1.7, 0.9, 1.3, -0.6])
(first,) = torch.autograd.grad(torch.nn.functional.silu(x), x, g)
(recorded,) = torch.autograd.grad(torch.nn.functional.silu(x), x, g, create_graph=True)
in_full = first.double(), recorded.detach().double()
