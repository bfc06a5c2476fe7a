import torch

x=torch.ones(3,requires_grad=True)
y=x*1
y.fill_(2)
z=x*1
z.copy_(x)
z.copy_(torch.zeros(3))
w=x*1
w.zero_()
w.normal_()
q=x*1
q.fill_(x[0])
(y.sum()+z.sum()+q.sum()).backward()
