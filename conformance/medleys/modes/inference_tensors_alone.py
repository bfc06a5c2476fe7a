"""Inference tensors among themselves, and modes within modes."""

import torch

x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    y = x * 2
    z = torch.zeros(2)
    v = x.view(2)
    d = x.detach()
    print(y.is_inference(), z.is_inference(), v.is_inference(), d.is_inference(), x.is_inference())
    print(v._is_view(), v.requires_grad, v._version if not v.is_inference() else 'no')
    y.add_(1)
    x.add_(1)
    print(x._version)
y._version
y.requires_grad_()
y.requires_grad = True
y.requires_grad = False
y * x
y + x
y.add_(1)
print(y)
y[0] = 3
y.view(2)
y.clone() * x
z.copy_(x)
y.data.add_(1)
y.detach().add_(1)
print(y)

with torch.inference_mode():
    with torch.inference_mode(False):
        print(torch.is_inference_mode_enabled(), torch.is_grad_enabled())
        t = torch.ones(2)
        print(t.is_inference())
    with torch.enable_grad():
        x = torch.ones(2, requires_grad=True)
        y = x * 2
        print(y.requires_grad, torch.is_grad_enabled(), torch.is_inference_mode_enabled())
    with torch.no_grad():
        with torch.inference_mode(False):
            print(torch.is_grad_enabled())
with torch.no_grad():
    with torch.inference_mode(False):
        print(torch.is_grad_enabled())
    with torch.inference_mode():
        pass
    print(torch.is_grad_enabled())
