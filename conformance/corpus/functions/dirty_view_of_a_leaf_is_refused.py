# rule: functions.mark-dirty
# source: changes
# claim: `mark_dirty` of a view of a leaf that requires grad is refused
# changes: dirty_view_of_a_leaf_is_refused
import torch

class Add(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.add_(1)

    @staticmethod
    def backward(ctx, g):
        return g

x = torch.tensor([1.0, 2.0], requires_grad=True)
Add.apply(x[:1])
