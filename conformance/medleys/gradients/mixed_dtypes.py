import torch

x=torch.ones(2,dtype=torch.float32,requires_grad=True)
y=torch.ones(2,dtype=torch.float64,requires_grad=True)
(x*y).sum().backward()
z=x+torch.ones(2,dtype=torch.complex64)
z.sum().real.backward()
z.sum().backward()
i=x*torch.tensor([1,2])
i.sum().backward()
