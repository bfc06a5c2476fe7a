import torch

x=torch.ones(2,requires_grad=True)
y=x.exp_()
z=(x*1).exp_()
z.sum().backward()
w=(x*1).sigmoid_()
w.mul_(2)
w.sum().backward()
