# The gradient that is given for a tensor has to fit what the tensor was when it was recorded
# (found by random programs).


import torch
a = torch.ones(2, requires_grad=True)
b = a * a
b.data = torch.ones(1)
b.backward()
c = a * 3
c.data = torch.ones(3, 2)
c.backward(torch.ones(3, 2))
d = a * 3
d.data = torch.ones(2, dtype=torch.float64)
d.backward(torch.ones(2, dtype=torch.float64))
