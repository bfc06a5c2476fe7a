import torch

v=torch.autograd.Variable(torch.ones(2),requires_grad=True)
w=torch.autograd.Variable(torch.ones(2),volatile=True)
i=isinstance(torch.ones(1),torch.autograd.Variable)
t=torch.ones(2)
u=torch.autograd.Variable(t)
t.add_(1)
