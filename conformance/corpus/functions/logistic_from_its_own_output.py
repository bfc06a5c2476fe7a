# rule: functions.custom-forward-backward
# source: seeds/002
# claim: a custom Function that saves its output and multiplies the incoming gradient acts like
#   the built-in
import torch

class Logistic(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        result = 1 / (1 + torch.exp(-x))
        ctx.save_for_backward(result)
        return result

    @staticmethod
    def backward(ctx, grad_output):
        (result,) = ctx.saved_tensors
        return grad_output * result * (1 - result)

x = torch.tensor([0.0, 2.0, -1.0], dtype=torch.float64, requires_grad=True)
ours = torch.autograd.grad((Logistic.apply(x) * 3).sum(), x)
builtin = torch.autograd.grad((torch.sigmoid(x) * 3).sum(), x)
print(torch.allclose(ours[0], builtin[0]))
