"""Dropout, activations, in place and not, in training and evaluation."""

import torch
from torch import nn

d = nn.Dropout(0.5)
x = torch.ones(10, requires_grad=True)
y = d(x)
print(y, y.grad_fn)
y.sum().backward()
print(x.grad)
d.eval()
print(d(x) is x, d.training)
z = nn.Dropout(0.0)(x)
w = nn.Dropout(1.0)(x)
print(z, w)
i = nn.Identity()(x)
print(i is x)
f = nn.Flatten()(torch.ones(2, 3, 4, requires_grad=True))
print(f.shape, f._is_view(), f.grad_fn)
u = nn.Unflatten(0, (2, 5))(x)
print(u.shape, u.grad_fn)
r = nn.ReLU(inplace=True)
a = x * 1
b = r(a)
print(b is a, a._version, a.grad_fn)
r(x)
s = nn.Sequential(nn.Linear(2, 2), nn.ReLU(inplace=True), nn.Linear(2, 1))
s(torch.ones(1, 2)).sum().backward()
t = nn.Sequential(nn.Sigmoid(), nn.ReLU(inplace=True))
q = t(x).sum()
q.backward()
t = nn.Sequential(nn.ReLU(), nn.ReLU(inplace=True))
t(x).sum().backward()
for m in [nn.ReLU(), nn.LeakyReLU(), nn.ELU(), nn.GELU(), nn.Softmax(0), nn.LogSoftmax(0), nn.Sigmoid(), nn.Tanh(), nn.Softplus(), nn.SiLU(), nn.Hardtanh(), nn.ReLU6(), nn.Hardswish(), nn.PReLU(), nn.Mish(), nn.SELU(), nn.CELU(), nn.Softsign(), nn.Tanhshrink(), nn.LogSigmoid(), nn.Softmin(0), nn.Softmax(), nn.Hardsigmoid(), nn.LogSoftmax(), nn.Softmin()]:
    v = torch.tensor([-2.0, -0.5, 0.0, 0.5, 7.0], requires_grad=True)
    o = m(v)
    (o * o).sum().backward()
    print(m, o, v.grad)
