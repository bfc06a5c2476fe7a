import torch

x=torch.ones(3,requires_grad=True)
y=torch.ones(3,requires_grad=True)
(x+y).backward(torch.ones(3))
x.grad.add_(1)
y.grad.mul_(3)
