# rule: functions.setup-context
# source: own
# claim: with setup_context an input cannot be both returned as it is and saved
# since: >=2.13
import torch

class Keep(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
    @staticmethod
    def backward(ctx, g):
        return g

x = torch.tensor([1.0, 2.0], requires_grad=True)
Keep.apply(x)
print(Keep.apply(x.detach()))
