"""What is said of a write to a view of a view that was made where nothing is recorded."""

import torch

def base(): return torch.ones(2, 3, requires_grad=True) * 1
y = base()
with torch.no_grad(): v = y[0]
w = v[:2]
print(v.grad_fn, w.grad_fn)
w.mul_(2)
y = base()
with torch.no_grad(): v = y[0]
w = v[:2].view(2)
y.mul_(2)
print(w.grad_fn)
y = base()
with torch.no_grad(): v = y[0]
v.mul_(2)
y = base()
with torch.no_grad(): v = y[0]
y.mul_(2)
print(v.grad_fn)
y = base()
with torch.no_grad(): v = y[0].requires_grad_()
v.mul_(2)
y = base()
a, b = y.unbind(0)
c = a[:1]
c.mul_(2)
y = base()
a, b = y.unbind(0)
with torch.no_grad(): c = a[:1]
c.mul_(2)
y = base()
with torch.no_grad(): a, b = y.unbind(0)
c = a[:1]
c.mul_(2)
y = base()
with torch.inference_mode(): v = y[0]
w = v[:1]
w.mul_(2)
y = base()
with torch.inference_mode(): v = y[0]
w = v[:1]
y.mul_(2)
print(w.grad_fn)
print(v.grad_fn)
