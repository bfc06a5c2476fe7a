import torch

a=torch.ones(2,dtype=torch.int64)
a.requires_grad=True
a.requires_grad_()
a=torch.tensor([1],requires_grad=True)
a=torch.ones(2,dtype=torch.int32,requires_grad=True)
a=torch.tensor([True])
a.requires_grad=False
