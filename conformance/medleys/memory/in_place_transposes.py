import torch

x=torch.ones(2,2,requires_grad=True)
y=x*1
y.t_()
z=y*2
z.sum().backward()
y.unsqueeze_(0)
y.squeeze_(0)
y.transpose_(0,1)
y.sum().backward()
