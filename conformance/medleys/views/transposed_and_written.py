import torch

x=torch.ones(2,2,requires_grad=True)
y=(x*1).t()
y.add_(1)
y.sum().backward()
z=x.t().clone()
z.sum().backward()
w=x.t()*1
w.sum().backward()
