# rule: requires-grad.integer-result
# source: own
# claim: what is copied into integers has no history there; what fills them has
# since: >=2.4
import torch

x = torch.ones(3, requires_grad=True)
for dtype in (torch.int64, torch.bool, torch.float16):
    y = torch.zeros(3, dtype=dtype)
    y.copy_(x)
    z = torch.zeros(3, 2, dtype=dtype)
    z[0] = x[:2]
    print(y.requires_grad, y.is_leaf, y.grad_fn, z.requires_grad)
print(torch.zeros(3, dtype=torch.int64).fill_(x[0]).requires_grad)
