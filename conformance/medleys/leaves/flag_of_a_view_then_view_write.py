import torch

w=torch.ones(4)
v=w[:2]
v.requires_grad_()
v.add_(1)
w2=w*2
