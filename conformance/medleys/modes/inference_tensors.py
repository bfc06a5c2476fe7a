import torch

with torch.inference_mode():
    a=torch.ones(2)
    b=a*2
    v=a[0:1]
a._version
a.add_(1)
c=a+1
x=torch.ones(2,requires_grad=True)
d=a*x
e=a+x
a.requires_grad_()
v.add_(1)
with torch.inference_mode():
    a.add_(1)
    y=x*2
    x.add_(1)
f=a.clone()
f.requires_grad_()
