# rule: modules.layers
# source: own
# claim: the padding row of an embedding is zero and gets no gradient; too long rows are shortened
#   in place
# since: >=2.0
import torch
import torch.nn as nn

e = nn.Embedding(3, 2, padding_idx=-2, max_norm=0.5, norm_type=1.0, scale_grad_by_freq=True)
e(torch.tensor([0, 1, 0])).sum().backward()
print(e, e.weight, e.weight.grad, e.weight._version)
f = nn.Embedding.from_pretrained(torch.ones(2, 2))
print(f, f.weight.requires_grad, nn.Embedding(2, 1).weight)
nn.Embedding(2, 2, padding_idx=2)
nn.functional.embedding(torch.tensor([0]), f.weight, padding_idx=2)
nn.Embedding.from_pretrained(torch.ones(2))
