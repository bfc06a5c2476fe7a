import torch

x=torch.tensor([1.,2.,3.],requires_grad=True)
y=x*2
y[y>3]=0
y.sum().backward()
z=x.clone()
z[torch.tensor([0,0])]=torch.tensor([5.,6.],requires_grad=True)
z.sum().backward()
w=x*1
w[1]=x[0]
w[[0,2]]*=2
(w*w).sum().backward()
