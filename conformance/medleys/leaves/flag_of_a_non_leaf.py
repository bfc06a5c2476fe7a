import torch

x=torch.ones(3,requires_grad=True)
b=x*2
b.requires_grad=True
b.requires_grad=False
c=b.requires_grad_()
b.requires_grad_(False)
b.requires_grad=1
b.requires_grad_(1)
