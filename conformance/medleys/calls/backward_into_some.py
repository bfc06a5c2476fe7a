import torch

x=torch.ones(2,requires_grad=True)
y=torch.ones(2,requires_grad=True)
z=(x*y).sum()
z.backward(inputs=[x])
(x*y).sum().backward(inputs=[])
q=x*y
q.sum().backward(inputs=q)
r=x*y
x.data.add_(1)
with torch.no_grad():
    y.add_(1)
torch.autograd.grad(r.sum(),y,retain_graph=True)
torch.autograd.grad(r.sum(),x)
