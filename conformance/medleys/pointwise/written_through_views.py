# In-place forms on views, on the argument itself, on overlapping memory; augmented assignment.

import torch

x=torch.arange(4.,requires_grad=True)
y=x*2
v=y[:2]
v.exp_()
y.sum().backward()
z=(x*1).view(2,2).t()
z.sigmoid_()
z.sum().backward()
w=x*1
w[1:3].mul_(w[0:2])
w.sum().backward()
u=(x*1)
u.mul_(u)
u.sum().backward()
t=(x*1)
t.div_(t)
s=(x*1)
s.add_(s)
s.sum().backward()
r=x*1
r.pow_(r)
q=x*1
q.clamp_(0,2)
q.sum().backward()
p=x*1
p+=1
p-=2
p*=3
p/=4
p//=1
p%=5
p**=2
p.sum().backward()
