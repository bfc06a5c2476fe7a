"""Memory shared with numpy, by `asarray` and by DLPack: who sees whose writes, and what refuses."""

import numpy as np
import torch

x = torch.ones(3)
a = np.asarray(x)
a[0] = 5
print(x, x._version)
b = x.numpy()
b[1] = 6
print(x, a)
c = x.numpy(force=True)
c[2] = 7
print(x)
d = np.array(x)
d[0] = 9
print(x, d.dtype, np.asarray(x, dtype=np.float64).dtype)
t = torch.from_numpy(b)
t.add_(1)
print(x, x._version, t._version, t.requires_grad)
u = torch.as_tensor(b)
u[0] = 0
print(x, torch.tensor(b).data_ptr() == x.data_ptr())
v = torch.asarray(b)
v[0] = 1
print(x)
w = torch.from_dlpack(x)
w[0] = 2
print(x, w._version, x._version, w.data_ptr() == x.data_ptr())
e = torch.frombuffer(b, dtype=torch.float32)
e.zero_()
print(x, x._version)
g = torch.ones(2, requires_grad=True)
g.numpy()
np.asarray(g)
np.array(g)
g.tolist()
float(g[0])
g[0].item()
torch.from_dlpack(g)
print(g.detach().numpy(), g.numpy(force=True), g.data.numpy())
g.detach().numpy()[0] = 8
g.numpy(force=True)[1] = 9
print(g, g._version)
with torch.no_grad():
    print(g.numpy())
    print((g * 2).numpy())
y = g * g
g.detach().numpy()[0] = 100
y.sum().backward()
print(g.grad)
k = torch.ones(2, dtype=torch.complex64)
k.conj().numpy()
print(k.conj().resolve_conj().numpy(), k.real.numpy(), k.conj().numpy(force=True))
torch.ones(2, dtype=torch.bfloat16).numpy()
print(torch.ones(2, 3).t().numpy().strides, torch.ones(1).expand(3).numpy().strides, torch.arange(6)[::2].numpy())
print(torch.from_numpy(np.ones(3)).dtype, torch.tensor(np.float32(1)).dtype, torch.tensor(np.int64(3)))
torch.from_numpy(np.ones(3)[::-1])
print(torch.tensor(2.0) * np.float64(3), np.float64(3) * torch.tensor(2.0), x + a)
g + np.ones(2)
np.sin(x)
np.sum(x)
