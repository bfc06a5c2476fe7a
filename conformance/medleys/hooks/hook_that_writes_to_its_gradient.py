import torch

x=torch.ones(2,requires_grad=True)
def hook(g):
    g.mul_(2)
y=x*3
y.register_hook(hook)
y.backward(torch.ones(2))
g=torch.ones(2)
z=x*3
z.register_hook(hook)
z.backward(g)
