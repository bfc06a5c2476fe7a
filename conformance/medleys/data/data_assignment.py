import torch

x=torch.ones(2,requires_grad=True)
x.data=torch.ones(3).double()
x.data=torch.ones(3,dtype=torch.int64)
x.data=3
b=x*2
b.data=torch.ones(5)
