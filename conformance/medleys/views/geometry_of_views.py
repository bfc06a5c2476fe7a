import torch

x=torch.ones(2,3,requires_grad=True)
y=x.t()
z=y.reshape(6)
k=x.reshape(6)
q=x.flatten()
r=x.expand(2,2,3)
u=x.unsqueeze(0).squeeze(0)
p=x.permute(1,0)
m=x.mT
t=x.T
d=x.diagonal()
n=x.narrow(1,0,2)
s=x.select(0,1)
l=x[...,None]
o=x[:,[0,2]]
i=x[x>0]
e=x[1,2]
c=x.contiguous()
c2=y.contiguous()
f=x.double()
h=x.half()
v=x.view(3,2)
w=x.as_strided((2,2),(1,1))
al=x[:]
al2=x[...]
