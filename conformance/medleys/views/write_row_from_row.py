import torch

a=torch.ones(2,2,requires_grad=True)
b=a*1
b[0]=b[1]*2
b[:,0].mul_(b[:,1])
b.sum().backward()
