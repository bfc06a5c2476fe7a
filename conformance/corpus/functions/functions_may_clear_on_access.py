# rule: functions.clear-saved-tensors-on-access
# source: changes
# claim: a custom Function may set `clear_saved_tensors_on_access`
# changes: functions_may_clear_on_access
import torch

class Twice(torch.autograd.Function):
    clear_saved_tensors_on_access = True

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2

    @staticmethod
    def backward(ctx, g):
        print(ctx.saved_tensors, ctx.saved_tensors)
        return g * 2

x = torch.tensor([1.0], requires_grad=True)
Twice.apply(x).backward()
