# rule: operators.pixel-shuffle
# source: changes
# claim: `channel_shuffle` has a derivative
# changes: channel_shuffle_is_differentiable
import torch

x = torch.ones(1, 2, 1, 1, requires_grad=True)
y = torch.channel_shuffle(x, 2)
print(y.grad_fn.name())
