import torch

a=torch.tensor([1.,2.],requires_grad=True)
b=a*2
h=b.register_hook(lambda g: g*10)
s=(b*3).sum()
g1=torch.autograd.grad(s,b,retain_graph=True)
g2=torch.autograd.grad(s,[a,b],retain_graph=True)
g3=torch.autograd.grad(s,a)
