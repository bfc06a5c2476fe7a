# rule: functions.once-differentiable
# source: own
# claim: in the history that raises, a gradient that is None has a place of its own
import torch
from torch.autograd.function import once_differentiable

class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        return x * 3

    @staticmethod
    @once_differentiable
    def backward(ctx, grad):
        return None, grad * 3

x = torch.tensor([1.0], requires_grad=True)
y = torch.tensor([1.0], requires_grad=True)
g = torch.tensor([1.0], requires_grad=True)
grad = torch.autograd.grad(Scale.apply(x, y), y, g, create_graph=True)[0]
print(grad.output_nr, len(grad.grad_fn.next_functions))
grad.backward()
