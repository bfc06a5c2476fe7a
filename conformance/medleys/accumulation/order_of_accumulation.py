import torch

x=torch.ones(1,requires_grad=True)
y=torch.ones(1,requires_grad=True)
z=torch.ones(1,requires_grad=True)
o=[]
for n,t in (('x',x),('y',y),('z',z)):
    t.register_post_accumulate_grad_hook(lambda t,n=n: o.append(n))
(x+y+z).backward()
(z*(y*x)).backward()
torch.cat([x,y,z]).sum().backward()
torch.stack([x,y,z,x*2,y*2]).sum().backward()
torch.addcmul(x,y,z).sum().backward()
