# rule: functions.setup-context
# source: changes
# claim: a custom Function may have a `setup_context`, and a `forward` without `ctx`
# changes: context_may_be_set_up_apart
import torch


class Double(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x * 2

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0]


x = torch.tensor([1.0, 2.0], requires_grad=True)
y = Double.apply(x)
y.sum().backward()
