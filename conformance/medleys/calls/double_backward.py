import torch

x=torch.tensor([1.,2.],requires_grad=True)
y=x**2
(g,)=torch.autograd.grad(y.sum(),x,create_graph=True)
(h,)=torch.autograd.grad(g.sum(),x)
y.sum().backward()
