# rule: functions.setup-context
# source: changes
# claim: `setup_context` is given the arguments that `forward` takes by default too
# since: 2.0
# changes: setup_context_gets_defaults
import torch

class Times(torch.autograd.Function):
    @staticmethod
    def forward(x, k=2):
        return x * k

    @staticmethod
    def setup_context(ctx, inputs, output):
        print(len(inputs))

    @staticmethod
    def backward(ctx, g):
        print(ctx.needs_input_grad)
        return g * 2, None

x = torch.tensor([1.0], requires_grad=True)
Times.apply(x).backward()
Times.apply()
