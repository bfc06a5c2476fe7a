import torch

x=torch.ones(3,requires_grad=True)
y=x*1
v=y[0:2]
v.register_hook(lambda g: print('hook',g))
v.mul_(3)
y.sum().backward()
