# rule: operators.sigmoid
# source: own
# claim: the gradients of sigmoid and tanh of half types are computed in float32 and rounded once
import torch

for dtype in (torch.bfloat16, torch.float16):
    x = torch.tensor([0.5, -2.0], dtype=dtype, requires_grad=True)
    (g,) = torch.autograd.grad(x.sigmoid().sum(), x)
    (h,) = torch.autograd.grad(x.tanh().sum(), x)
    print(g, h)
