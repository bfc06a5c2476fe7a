# rule: functions.custom-forward-backward
# source: seeds/002
# claim: the gradient is what backward returns for the incoming one, whatever forward computed
import torch

class Straight(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output

x = torch.tensor([0.4, 2.6], requires_grad=True)
(Straight.apply(x) * torch.tensor([5.0, 7.0])).sum().backward()
print(Straight.apply(x), x.grad)
