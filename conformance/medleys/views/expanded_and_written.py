import torch

x=torch.ones(2,3)
y=x.expand(2,2,3)
y.add_(1)
y.fill_(3)
y.zero_()
y[0]=5
y.copy_(x)
y.mul_(2)
