# rule: functions.marks-are-tuples
# source: changes
# claim: that `ctx.to_save` is a tuple is checked also where nothing is recorded
# changes: unrecorded_functions_check_what_they_save
import torch

class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.to_save = 1
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2

Twice.apply(torch.tensor([1.0]))
