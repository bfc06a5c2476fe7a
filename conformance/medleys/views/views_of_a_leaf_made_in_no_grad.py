# A view of a leaf that was made in no_grad mode requires grad, and no graph can lead to it: it has no
# gradient edge, and division saves its divisor all the same (found by random programs).


import torch
from torch.autograd.graph import get_gradient_edge
a = torch.tensor(1.0, requires_grad=True)
with torch.no_grad():
    b = a.expand_as(a)
get_gradient_edge(b)
c = torch.div(b, b)
a.detach().add_(1)
c.backward()
