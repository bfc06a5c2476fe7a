"""A checkpointed function runs again with autocast as it was the first time."""

import torch
from torch.utils.checkpoint import checkpoint

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)

def product(x):
    y = torch.mm(x, x)
    print(y.dtype)
    return y

for again in (True, False):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        y = checkpoint(product, x, use_reentrant=again)
    y.sum().backward()
    print(x.grad)
    y = checkpoint(product, x, use_reentrant=again)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        y.sum().backward()
    print(x.grad)
