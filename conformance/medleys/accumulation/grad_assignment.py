import torch

x=torch.ones(2,requires_grad=True)
x.grad=torch.ones(3)
x.grad=torch.ones(2).double()
x.grad=3
x.grad=x
x.grad=torch.ones(2,requires_grad=True)
del x.grad
y=torch.ones(2)
y.grad=torch.ones(2)
