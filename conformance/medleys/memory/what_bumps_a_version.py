import torch

x=torch.ones(3)
v0=x._version
x.zero_()
x.add_(1)
x+=1
x[0]=1
x[0:2]+=1
x.copy_(x)
x.fill_(3)
torch.add(x,x,out=x)
x.data.add_(1)
x.detach().add_(1)
x.view(3).add_(1)
y=torch.empty(0)
y.add_(1)
try:
    x.add_(torch.ones(4))
except RuntimeError as e:
    print(e)
with torch.no_grad():
    x.add_(1)
x.normal_()
x.resize_(5) if False else None
