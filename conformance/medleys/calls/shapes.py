"""Vectors of wrong shapes; the texts look for their places by comparing tensors."""

import torch

x = torch.ones(2, 3, requires_grad=True)
y = x * 2
y.backward(torch.ones(3, 2))
y.backward(torch.ones(6))
y.backward(torch.tensor(1.))
y.backward(torch.ones(1, 3))
torch.autograd.backward([y, y.sum()], [torch.ones(2, 3), torch.ones(2)])
y.sum().backward(torch.ones(1))
y.sum().backward(torch.ones(()))
print(x.grad)
