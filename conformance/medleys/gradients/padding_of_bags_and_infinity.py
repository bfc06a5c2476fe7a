# Rows that pad a bag, and bags of nothing, are skipped in backward, whatever the gradient is
# (found by random programs).


import torch
from torch.nn.functional import embedding_bag
indices, offsets = torch.tensor([0, 1, 1, 2, 2]), torch.tensor([0, 3, 3])
for mode in ("sum", "mean", "max"):
    for padding in (0, 1, None):
        w = torch.ones(3, 2, requires_grad=True)
        c = embedding_bag(indices, w, offsets, mode=mode, padding_idx=padding)
        c.rsqrt().sum().backward()
        print(w.grad)
w = torch.ones(3, 2, requires_grad=True)
p = torch.ones(5, requires_grad=True)
c = embedding_bag(indices, w, offsets, mode="sum", padding_idx=1, per_sample_weights=p)
c.backward(torch.full((3, 2), float("inf")))
