"""A hook that clears `.grad`."""

import torch

x = torch.ones(2, requires_grad=True)
def clear(t): t.grad = None
x.register_post_accumulate_grad_hook(clear)
(x * 3).sum().backward()
print(x.grad)
