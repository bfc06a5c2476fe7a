"""Writes to saved tensors, where they are allowed."""

import torch

with torch.autograd.graph.allow_mutation_on_saved_tensors() as ctx:
    a = torch.ones(2, 3, requires_grad=True)
    b = a.clone()
    out = (b ** 2).sum()
    b.sin_()
    out.sum().backward()
    print(a.grad, b, len(ctx.cloned), len(ctx.original))
print(len(ctx.cloned))
out = None
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    a = torch.ones(2, requires_grad=True); b = a * 1
    out = (b ** 2).sum()
out.backward()
