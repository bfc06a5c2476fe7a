"""What inference tensors allow."""

import torch

x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    a = x * 2
    b = torch.ones(2)
    print(a.requires_grad, a.is_inference(), torch.is_inference_mode_enabled(), torch.is_grad_enabled(), b.is_inference())
    c = torch.ones(2, requires_grad=True)
    d = c * 2
    print(c.requires_grad, d.requires_grad, x.is_inference())
    v = x[0:1]
    print(v.is_inference(), v._is_view(), x.view(-1).is_inference())
    x.data.mul_(2)
    b.add_(1)
    b._version
    with torch.inference_mode(False):
        e = torch.ones(2)
        print(e.is_inference(), torch.is_grad_enabled())
    with torch.enable_grad():
        f = x * 2
        print(f.requires_grad, f.is_inference())
a._version
a.requires_grad_()
a.requires_grad = True
a.requires_grad_(False)
print(a * x)
(a * x).sum().backward()
(x + a).sum().backward()
print(x.grad)
a.add_(1)
print(a)
a * 2
y = a.clone()
y.requires_grad_()
z = a[0:1]
print(z.is_inference(), z._is_view())
v.add_(1)
v.mul(2)
a.backward()
a.detach()
w = x * 3
w.add_(a)
w.mul_(a)
torch.inference_mode(3)
