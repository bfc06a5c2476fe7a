# rule: operators.embedding
# source: own
# claim: the gradient of a row may be divided by how often it is read
import torch
import torch.nn.functional as F

w = torch.ones(3, 2, requires_grad=True)
i = torch.tensor([0, 0, 2])
print(torch.autograd.grad(F.embedding(i, w, scale_grad_by_freq=True).sum(), w))
print(torch.autograd.grad(F.embedding_bag(i.view(1, 3), w, padding_idx=-1).sum(), w))
print(F.embedding_bag(i.view(1, 3), w, mode="sum", scale_grad_by_freq=True).sum())
