# rule: functions.boxed-grads
# source: changes
# claim: a custom Function may set `boxed_grads_call`
# changes: functions_may_box_gradients
import torch

class Twice(torch.autograd.Function):
    boxed_grads_call = True

    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        print(g)
        return g[0] * 2

x = torch.tensor([1.0], requires_grad=True)
Twice.apply(x).backward()
