# The node of a view whose base requires grad no longer has nothing to compute (found by random
# programs).


import torch
a = torch.tensor([1.0], requires_grad=True)
c = a.movedim(0, -1)
a.requires_grad = False
a += 1
with torch.no_grad():
    print(c.grad_fn(torch.ones(1)))
