"""Views, pieces and indices of a tensor that has no dimension."""

import torch

x = torch.tensor(-0.7, requires_grad=True)
y = torch.ones(2, 3, requires_grad=True)
yes, no = torch.tensor(True), torch.tensor(False)
x[-1:]
x.split(1)
x.split([1])
x.unbind()
x.chunk(2)
x.tensor_split(1)
x.narrow(0, 0, 1)
print(x.unfold(0, 1, 1))
print(x.movedim(0, 0).grad_fn.name())
print(x.T is x, x.H is x, x.mT is x, x.mH is x, x.adjoint() is x)
torch.ones(2).T
torch.ones(2, 2, 2).T
torch.ones(2).mT
torch.ones(2).mH
torch.ones(2).H
torch.ones(2, 2, 2).H
print(x[x > 0], x[yes], x[no], x[None, yes], x[..., yes])
print(y[yes], y[yes, 0], y[0, no], y[yes, yes])
print(torch.autograd.grad((y[yes] * 2).sum(), y))
z = y * 1
z[yes] = 5.0
z[no] = 7.0
w = y * 1
w[False] = 9.0
print(w._version, w.grad_fn.name())
