import torch

x=torch.ones(2,3).t().requires_grad_()
(x*2).sum().backward()
x.grad=None
(x*torch.ones(3,2)).sum().backward()
y=torch.ones(3,1).expand(3,2).requires_grad_()
(y*2).sum().backward()
