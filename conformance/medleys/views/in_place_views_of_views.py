"""In-place changes of the geometry of a view."""

import torch

a = torch.ones(2, 3, requires_grad=True)
b = a * 1
v = b[:, :2]
v.t_()
print(v.shape, v.grad_fn, b.grad_fn, b.shape)
v[0].mul_(5)
b.sum().backward()
print(a.grad)
c = a * 1
c.t_(); print(c.grad_fn, c.shape)
c.unsqueeze_(0); print(c.grad_fn)
c.squeeze_(); print(c.grad_fn)
c.squeeze_(0); print(c.grad_fn)
c.transpose_(0, 1); print(c.grad_fn)
c.swapaxes_(0, 1); print(c.grad_fn)
c.swapdims_(0, 1); print(c.grad_fn)
c.sum().backward()
