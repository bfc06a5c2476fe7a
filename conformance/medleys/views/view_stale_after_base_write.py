import torch

x=torch.tensor([1.,2.],requires_grad=True)
y=x*2
z=y.view(2)
y.add_(1)
z.sum().backward()
