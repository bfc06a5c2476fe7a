import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x):
        a=x>0
        b=x*2
        ctx.mark_non_differentiable(b)
        return a,b,x*3
    @staticmethod
    def backward(ctx,ga,gb,gc):
        print(ga,gb,gc)
        return gc*3
x=torch.tensor([1.,2.],requires_grad=True)
a,b,c=Fn.apply(x)
c.sum().backward()
