# rule: functions.vmap
# source: own
# claim: a custom Function with setup_context works within grad; vmap needs a rule besides
# since: >=2.4
import torch

class Square(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x * x
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0] * 2

x = torch.tensor([1.0, 2.0])
print(torch.func.grad(lambda t: Square.apply(t).sum())(x))
torch.func.vmap(Square.apply)(x)
