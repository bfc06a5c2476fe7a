import torch

x=torch.ones(2,requires_grad=True)
def again(g):
    torch.autograd.backward((x*5).sum())
y=x*2
y.register_hook(again)
y.sum().backward()
