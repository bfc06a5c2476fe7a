# rule: functions.marks-are-tuples
# source: changes
# claim: `mark_dirty` and `mark_non_differentiable` refuse what is no tensor in a text that
#   lacks its end
# changes: refused_marks_are_cut_off
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(1)
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2

x = torch.tensor([1.0], requires_grad=True)
Twice.apply(x)
