# rule: hooks.post-accumulate
# source: changes
# claim: a post-accumulate-grad hook runs where no gradient came, too
# since: 2.1
# changes: undefined_gradients_end_in_hooks
import torch

class Nothing(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1

    @staticmethod
    def backward(ctx, g):
        return None

x = torch.tensor([1.0], requires_grad=True)
x.register_post_accumulate_grad_hook(lambda p: print(p.grad))
Nothing.apply(x).backward()
