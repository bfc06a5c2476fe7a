import torch

x=torch.ones(3,requires_grad=True)
x.grad=torch.zeros(3)
g=x.grad
(x*2).sum().backward()
g2=x.grad is g
x.grad=None
(x*2).sum().backward()
g3=x.grad
(x*2).sum().backward()
k=g3 is x.grad
(x*x).sum().backward(create_graph=True)
k2=g3 is x.grad
