import torch

x=torch.ones(3,requires_grad=True)
y=x.sum()
g=torch.autograd.grad(y,x)
y.backward()
z=x*2
g2=torch.autograd.grad(z,x,torch.ones(3))
g3=torch.autograd.grad(z,x)
g4=torch.autograd.grad([z.sum(),z.sum()],[x])
g5=torch.autograd.grad(x.sum(),[x,x])
