import torch

x=torch.ones(3,requires_grad=True)
x.resize_(2)
x.set_(torch.ones(2))
b=x*2
b.resize_(2)
b.set_(torch.ones(4))
c=b*2
d=torch.ones(4)
e=d.view(2,2)
e.resize_(4)
e.set_(torch.ones(5))
