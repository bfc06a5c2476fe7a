import torch

x=torch.ones(4)
x.resize_(2)
x.resize_(6).zero_()
a=torch.ones(4)
b=a.detach()
b.resize_(2)
b.unsqueeze_(0)
c=a.view(2,2)
c.t_()
c.transpose_(0,1)
