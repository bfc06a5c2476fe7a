import torch

x=torch.ones(2,requires_grad=True)
y=x*2
f=y.grad_fn
s=f._saved_other
t=f._saved_self
y.sum().backward()
s2=f._saved_other
z=x*x
f=z.grad_fn
a=f._saved_self is x
z.sum().backward()
s3=f._saved_self
w=x.exp()
r=w.grad_fn._saved_result
