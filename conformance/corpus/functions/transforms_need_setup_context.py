# rule: functions.transforms
# source: own
# claim: within a transform a custom Function needs setup_context, and not two rules for vmap
# since: >=2.8
import torch

class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * x

class Both(torch.autograd.Function):
    generate_vmap_rule = True
    @staticmethod
    def vmap(info, in_dims, x):
        return x, 0
    @staticmethod
    def setup_context(ctx, inputs, output):
        pass

x = torch.tensor([1.0, 2.0])
torch.func.grad(Square.apply)(x[0])
torch.func.vmap(Both.apply)(x)
