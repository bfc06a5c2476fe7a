# A Jacobian is a view of one piece of what was computed for all outputs and inputs together: it
# cannot be written to while that is recorded, and where nothing was found all rows are the same
# zeros (found by random programs).


import torch
from torch.func import hessian, jacfwd, jacrev
x = torch.tensor([1.0, 2.0])
w = torch.tensor([0.5, 3.0], requires_grad=True)
of_rows = jacrev(lambda t: t * w)(x)
of_rows[::2] = 0.0
of_rows.add_(1)
of_columns = jacfwd(lambda t: t * w)(x)
of_columns.t().mul_(2)
second = hessian(lambda t: (t**3 * w).sum())(x)
second.mul_(2)
with torch.no_grad():
    second.mul_(2)
constant = jacrev(lambda t: t * t)(x)
constant.mul_(w)
constant.add_(1)
nothing = jacrev(lambda t: w)(x)
nothing[::2] = 1.0
turned = jacfwd(lambda t: w)(x)
turned.add_(1)
two = jacrev(lambda a, b: (a * 2, b * b), argnums=(0, 1))(x, torch.ones(2, 3))
scalar = jacfwd(lambda a, b: a * b, argnums=(0, 1))(x, torch.tensor(2.0))
