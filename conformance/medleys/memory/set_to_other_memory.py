import torch

x=torch.ones(4)
y=torch.zeros(3)
x.set_(y)
y.add_(1)
