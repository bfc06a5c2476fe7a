"""Backward in inference mode."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
with torch.inference_mode():
    y.sum().backward()
print(x.grad, x.grad.is_inference())
(x * 2).sum().backward()
print(x.grad)
