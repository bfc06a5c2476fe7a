# rule: functions.backward-runs-in-no-grad
# source: own
# claim: inside forward nothing is recorded; the result has the custom node as its only history
import torch

class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x * x
        print(torch.is_grad_enabled(), y.requires_grad)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output

x = torch.tensor([3.0], requires_grad=True)
y = Square.apply(x)
print(y.requires_grad, y.grad_fn.name())
