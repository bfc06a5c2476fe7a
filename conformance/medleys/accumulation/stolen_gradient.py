import torch

x=torch.ones(2,2,requires_grad=True)
g=torch.ones(4)
(x*1).view(4).backward(g)
s=x.grad.data_ptr()==g.data_ptr()
x.grad=None
x.view(4).backward(g)
s2=x.grad.data_ptr()==g.data_ptr()
g.add_(1)
