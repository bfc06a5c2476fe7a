# rule: functions.save-for-backward
# source: seeds/002
# claim: a custom Function's saved tensors are freed by backward too: a second one raises
import torch

class Keep(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad_output):
        return 2 * grad_output * ctx.saved_tensors[0]

x = torch.tensor(3.0, requires_grad=True)
y = Keep.apply(x)
y.backward()
y.backward()
print(x.grad)
