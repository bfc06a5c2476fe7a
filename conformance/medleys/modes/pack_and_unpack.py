import torch

x=torch.ones(2,requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t*2, lambda t: t):
    y=x*x
y.sum().backward()
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    y=x.exp()
y.data.zero_()
y.add_(1)
y.sum().backward()
