import torch

w=torch.ones(4)
z=w[:2].requires_grad_()
w.add_(1)
z2=z*1
z2.sum().backward()
