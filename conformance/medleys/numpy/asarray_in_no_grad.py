# asarray keeps the flag of what it copies, in no_grad mode too (found by random programs).


import torch
with torch.no_grad():
    h = torch.nn.Parameter(torch.tensor([[1.0]]))
    i = torch.asarray(h, dtype=torch.float16)
    j = torch.asarray(h)
    k = torch.asarray(h, copy=True)
    print(i.requires_grad, i.grad_fn, i.is_leaf, j.requires_grad, j.is_leaf, k.requires_grad, k.is_leaf)
i = torch.asarray(h, dtype=torch.float16)
k = torch.asarray(h, copy=True)
print(i.requires_grad, i.grad_fn, k.requires_grad, k.grad_fn)
h = torch.tensor([[1.0]])
with torch.no_grad():
    i = torch.asarray(h, dtype=torch.float16)
    print(i.requires_grad)
i = torch.asarray(h, requires_grad=True)
print(i is h, h.requires_grad)
