import torch

x=torch.ones(3,requires_grad=True)
y=x*1
a=y.as_strided((2,2),(1,1))
a.sum().backward()
b=y.as_strided((2,),(1,),1)
b.mul_(3)
y.sum().backward()
