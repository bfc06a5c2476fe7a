import torch

x=torch.ones(2,requires_grad=True)
y=torch.zeros(2,requires_grad=True)
s=[]
h=torch.autograd.graph.register_multi_grad_hook([x,y],lambda g: s.append([t for t in g]))
(x+y).sum().backward()
(x*2).sum().backward()
