# rule: functions.custom-forward-backward
# source: seeds/002
# claim: the node of a custom Function is named after its class, ending in Backward without a
#   number
import torch

class Triple(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 3

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * 3

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = Triple.apply(x)
print(y, y.grad_fn.name())
y.sum().backward()
print(x.grad)
