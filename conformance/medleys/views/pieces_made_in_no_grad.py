import torch

x=torch.ones(2,2,requires_grad=True)
with torch.no_grad():
    p,q=x.unbind()
p.add_(1)
q.mul_(p)
y=p*1
y2=x*1
with torch.no_grad():
    p.add_(1)
