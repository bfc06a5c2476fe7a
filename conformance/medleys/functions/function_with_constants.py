import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x,y,k):
        print(ctx.needs_input_grad)
        ctx.k=k
        return x*k, y
    @staticmethod
    def backward(ctx,g,h):
        print(g,h)
        return g*ctx.k, h, None
x=torch.tensor([1.,2.],requires_grad=True)
y=torch.tensor([1.,2.])
a,b=Fn.apply(x,y,3)
a.sum().backward()
c,d=Fn.apply(y,x,3)
(c+d).sum().backward()
d.add_(1)
