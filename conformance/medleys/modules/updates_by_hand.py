"""Updates in `no_grad`, through `.data`, by rebinding."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([0.5, -1.0], requires_grad=True)
opt = torch.optim.SGD([w], lr=0.1)
loss = ((w * x).sum() - 1) ** 2
loss.backward()
print(w.grad, x.grad)
opt.step()
print(w, w.grad, w._version, w.is_leaf)
loss = ((w * x).sum() - 1) ** 2
opt.step()
loss.backward()
print(w.grad)
w.grad.zero_()
print(w.grad, w.grad._version)
opt.zero_grad()
print(w.grad)
opt.zero_grad(set_to_none=False)
w.grad = torch.ones(2)
opt.zero_grad(set_to_none=False)
print(w.grad)
with torch.no_grad():
    w -= 0.1 * torch.ones(2)
print(w, w.requires_grad)
w -= 0.1
w = w - 0.1
print(w.is_leaf)
v = torch.ones(2, requires_grad=True)
v.data -= 0.1
v.data.sub_(0.1)
print(v, v._version)
v.grad = torch.ones(2)
v.data = v.data - v.grad.data
print(v, v._version)
