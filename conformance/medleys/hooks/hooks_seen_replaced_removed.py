import torch

x=torch.tensor([1.,2.,3.],requires_grad=True)
b=x*2
seen=[]
h=b.register_hook(lambda g: seen.append(g))
h2=b.register_hook(lambda g: g*2)
b.sum().backward()
h.remove()
g=torch.autograd.grad((x*2).sum(),x)
