"""Clipping gradients, and parameters as one vector."""

import torch

x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
x.grad = torch.tensor([3.0, 4.0, 0.0])
y = torch.tensor([1.0], requires_grad=True)
n = torch.nn.utils.clip_grad_norm_([x, y], 1.0)
print(n, x.grad, x.grad._version)
n = torch.nn.utils.clip_grad_norm_([x, y], 10.0, norm_type=float("inf"))
print(n, x.grad, x.grad._version)
torch.nn.utils.clip_grad_value_([x, y], 0.5)
print(x.grad, x.grad._version)
v = torch.nn.utils.parameters_to_vector([x, y])
print(v)
torch.nn.utils.vector_to_parameters(torch.arange(4.0), [x, y])
print(x, y)
torch.nn.utils.clip_grad_norm_((p for p in []), 1.0)
x.grad = torch.tensor([float("nan"), 1, 1])
torch.nn.utils.clip_grad_norm_(x, 1.0, error_if_nonfinite=True)
torch.nn.utils.vector_to_parameters(3, [x])
