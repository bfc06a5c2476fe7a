# rule: functions.save-for-backward
# source: own
# claim: tensors kept with save_for_backward are checked for in-place changes like those of
#   built-in operations
import torch

class Keep(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * ctx.saved_tensors[0]

x = torch.tensor([2.0, 3.0], requires_grad=True)
y = Keep.apply(x)
x.detach().mul_(10)
y.sum().backward()
