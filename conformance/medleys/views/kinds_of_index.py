import torch

x=torch.tensor([[1.,2.],[3.,4.]],requires_grad=True)
a=x[0]
b=x[:,1]
c=x[0,1]
d=x[None,:,0]
e=x[[1,0]]
f=x[torch.tensor([[0,1],[1,0]]),0]
g=x[x>1]
h=x[True]
i=x[:,[True,False]]
j=x[...,0]
k=x[-1]
l=x[5]
m=x[0,0,0]
n=x[::2]
o=x[::-1]
