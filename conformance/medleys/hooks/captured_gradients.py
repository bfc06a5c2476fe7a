"""What `autograd.grad` returns of hooked tensors."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: print("y", g))
g = torch.autograd.grad(y.sum(), y)
print(g)
y = x * 2
y.register_hook(lambda g: g * 10)
print(torch.autograd.grad(y.sum(), [y, x]))
y = x * 2
y.register_hook(lambda g: g * 10)
x.register_hook(lambda g: g + 1)
print(torch.autograd.grad(y.sum(), [x]), x.grad)
y = x * 2
y.retain_grad()
print(torch.autograd.grad(y.sum(), [x]), y.grad)
y.sum().backward(inputs=[y])
print(y.grad)
