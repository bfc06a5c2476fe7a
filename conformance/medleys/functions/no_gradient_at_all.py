"""A backward that returns None, and who is called then."""

import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return None
x = torch.ones(1, requires_grad=True)
w = torch.ones(1, requires_grad=True)
(Fn.apply(x) * w).backward(); print(x.grad, w.grad)
x.register_hook(lambda g: print('called', g))
x.register_post_accumulate_grad_hook(lambda p: print('post', p.grad))
Fn.apply(x).backward(); print(x.grad)
Fn.apply(x * 2).backward(); print(x.grad)
print(torch.autograd.grad(Fn.apply(x), x, allow_unused=True))
torch.autograd.grad(Fn.apply(x), x)
