import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x*2
    @staticmethod
    def setup_context(ctx,inputs,output):
        ctx.save_for_backward(inputs[0],output)
        ctx.set_materialize_grads(False)
    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx,g):
        x,y=ctx.saved_tensors
        return g*2
x=torch.tensor([1.,2.],requires_grad=True)
y=Fn.apply(x)
(g,)=torch.autograd.grad(y.sum(),x,create_graph=True)
y=Fn.apply(x)
(g,)=torch.autograd.grad((y*y).sum(),x,create_graph=True)
g.sum().backward()
