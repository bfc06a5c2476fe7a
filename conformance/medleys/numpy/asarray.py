"""`torch.asarray`, `as_tensor`: when they are the tensor itself."""

import numpy as np
import torch

a = torch.ones(2, requires_grad=True)
b = torch.asarray(a, requires_grad=False)
c = torch.asarray(a * 2)
d = torch.asarray(a * 2, requires_grad=True)
e = torch.asarray(a, copy=True)
f = torch.asarray(np.ones(2), requires_grad=True)
print(b is a, a.requires_grad)

a = torch.ones(2, requires_grad=True)
print(torch.as_tensor(a) is a)
b = torch.as_tensor(a, dtype=torch.float64)
c = torch.as_tensor(a * 2)
d = torch.as_tensor(np.ones(2))
e = torch.as_tensor(3)
f = torch.as_tensor([a[0], a[1]])
