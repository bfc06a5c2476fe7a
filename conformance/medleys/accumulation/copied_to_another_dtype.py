# The gradient of what was copied is cast to the dtype of the source before it is summed, which the
# node leaves to the pass; and is silently made real (found by random programs).


import torch
a = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
c = torch.zeros(2, 2, 2)
c.copy_(a)
c.sigmoid().sum().backward()
b = torch.tensor(1.0, requires_grad=True)
d = torch.zeros(2)
d.copy_(b)
d.grad_fn(torch.ones(2))
e = torch.zeros(2, dtype=torch.complex64)
e.copy_(b)
e.backward(torch.tensor([1 + 2j, 3j]))
