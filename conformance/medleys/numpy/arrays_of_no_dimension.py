"""Memory shared with numpy where there is one element, or none, or several in another order."""

import numpy as np
import torch

x = torch.tensor(1.0)
a = x.numpy()
a[...] = 5
print(x, a.shape, x._version)
x.mul_(2)
print(a, x.numpy(force=True).shape)
b = np.asarray(x)
b[()] = 7
print(x, torch.from_numpy(a), torch.as_tensor(a).data_ptr() == x.data_ptr())
torch.from_numpy(a).add_(1)
print(x, x._version)
w = torch.tensor(3.0, requires_grad=True)
y = w * w
w.detach().numpy()[...] = 10
y.backward()
print(w, w.grad, w._version)
w.numpy()
w.data.zero_()
print(w, w.data.shape, w.detach().fill_(2), w._version)
w.numpy(force=True)[...] = 4
print(w, w.item(), float(w))
r = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
r.t().numpy()[0, 1] = 9
print(r)
r[0].numpy()[1] = 8
r[:, 1].numpy()[0] = 6
r[1, 1].numpy()[...] = 0
print(r, r._version)
v = torch.from_numpy(r.numpy()[:, ::-1].copy())
v.zero_()
print(r)
z = torch.zeros(0, 3)
print(z.numpy().shape, torch.from_numpy(z.numpy()).shape, np.asarray(z).dtype)
