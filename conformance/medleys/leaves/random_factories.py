import torch

x=torch.randn(3,4,requires_grad=True)
y=torch.randn(100).requires_grad_()
z=torch.rand(3,dtype=torch.float64)*2
print(x,y,z,x*2,y.sum())
i=torch.randint(0,5,(3,))
p=torch.randperm(4)
