import torch

x=torch.tensor([1.,2.],requires_grad=True)
y=x*2
z=y.detach()
z.add_(1)
z.requires_grad_()
(y*z).sum().backward()
