import torch

x=torch.ones(2,2,requires_grad=True)*1
a,b=x.tensor_split(2)
a.add_(1)
b.mul_(3)
x.sum().backward()
p,q=x.unbind(1)
x.zero_()
z=p*1
