import torch

x=torch.ones(2,requires_grad=True)
y=x.detach()
y.add_(1)
z=x.detach().requires_grad_()
w=x.data
w.requires_grad=True
(w*2).sum().backward()
