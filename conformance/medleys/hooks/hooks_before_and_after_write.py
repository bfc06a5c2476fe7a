import torch

x=torch.ones(3,requires_grad=True)
y=x*1
y.register_hook(lambda g: print('A',g))
y.mul_(3)
y.register_hook(lambda g: print('B',g))
y.sum().backward()
