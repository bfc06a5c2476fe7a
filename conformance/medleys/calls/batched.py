"""Several vectors at once, and batches that do not fit."""

import torch

x = torch.tensor([1., 2., 3.], requires_grad=True)
y = x ** 2
j, = torch.autograd.grad(y, x, torch.eye(3), is_grads_batched=True)
torch.autograd.grad(y, x, torch.eye(3), is_grads_batched=True)
y = x ** 2
torch.autograd.grad(y, x, torch.ones(3), is_grads_batched=True)
torch.autograd.grad(y, x, torch.ones(2, 4), is_grads_batched=True)
torch.autograd.grad(y.sum(), x, is_grads_batched=True)
