# What is assigned to an element or a row loses its leading ones, and is broadcast only where
# it has to be (found by random programs).


import torch
a = torch.tensor([1.0, 1.0])
d = torch.tensor([[1.0], [1.0]]).requires_grad_()
a[1] = d[1]
b = torch.zeros(2)
b[:1] = torch.ones(1, 1, requires_grad=True)
c = torch.zeros(2, 2)
c[0] = torch.ones(1, 1, 2, requires_grad=True)
c[1] = torch.ones(1, 1, requires_grad=True)
