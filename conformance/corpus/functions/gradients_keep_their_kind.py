# rule: functions.gradient-is-cast
# source: own
# claim: a complex gradient for a real input is refused; built-in operations give its real part
import torch

class Turned(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, g):
        return g * 2j

x = torch.tensor([1.0], requires_grad=True)
Turned.apply(x).backward()
(x + 0j).exp().real.sum().backward()
print(x.grad)
