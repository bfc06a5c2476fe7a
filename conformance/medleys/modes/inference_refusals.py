"""What inference tensors refuse beside normal ones."""

import torch

with torch.inference_mode():
    t = torch.ones(2)
t.sum().backward()
w = torch.ones(2, requires_grad=True)
torch.matmul(t, w)
torch.cat([t, w])
(t + w).sum().backward()
print(w.grad)
w.sub_(t)
with torch.no_grad():
    w.sub_(t)
    print(t * w)
t.requires_grad
t.set_(w)
t.resize_(1)
torch.add(w.detach(), 1, out=t)
t.grad = torch.ones(2)
w.grad = t
print(w.grad.is_inference())
w.data = t

print(torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.is_inference(torch.ones(1)), torch.ones(1).is_inference())
with torch.inference_mode():
    print(torch.is_inference(torch.ones(1)))
    x = torch.ones(1, requires_grad=True)
    print(x.is_leaf, x.requires_grad, x.grad_fn)
    x.sum().backward()
    y = x + 1
    print(y.requires_grad)
x.sum()
x + 1
x * x
