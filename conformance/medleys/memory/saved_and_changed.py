import torch

x=torch.tensor([1.,2.,3.],requires_grad=True)
y=x.exp()
y.add_(1)
y.sum().backward()
z=x*x
x.data.mul_(2)
z.sum().backward()
w=x.pow(2)
with torch.no_grad():
    x.mul_(2)
w.sum().backward()
