# rule: functions.keyword-arguments
# source: changes
# claim: `Function.apply` takes keyword arguments
# changes: function_apply_takes_keywords
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2

x = torch.tensor([1.0], requires_grad=True)
print(Twice.apply(x=x))
