import torch

a=torch.arange(6.).reshape(2,3)
w=torch.ones(3,requires_grad=True)
a[0]=w
b=a*2
b.sum().backward()
