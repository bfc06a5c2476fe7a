# rule: functions.save-for-backward
# source: seeds/002
# claim: wrong code: one saved tensor comes back as a tuple of one, unpacking two fails during
#   backward
import torch

class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 2

    @staticmethod
    def backward(ctx, grad_output):
        x, rest = ctx.saved_tensors
        return grad_output * 2

x = torch.tensor([1.0], requires_grad=True)
y = Double.apply(x)
print(y.requires_grad, y.is_leaf)
y.backward()
