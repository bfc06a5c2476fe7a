import torch

x=torch.ones(3,requires_grad=True)
y=(x+1).sum()
y.backward()
y.backward()
