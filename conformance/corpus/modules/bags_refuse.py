# rule: modules.layers
# source: own
# claim: embedding_bag refuses weights, offsets and modes that do not fit
# since: >=2.4
import torch
import torch.nn.functional as F

w, i, o = torch.ones(3, 2, requires_grad=True), torch.tensor([0, 1]), torch.tensor([0])
F.embedding_bag(i, w, o, per_sample_weights=torch.ones(3))
F.embedding_bag(i, torch.ones(3), o)
F.embedding_bag(i.view(1, 1, 2), w)
F.embedding_bag(i.view(1, 2), w, o)
F.embedding_bag(i, w)
F.embedding_bag(i, w, o.view(1, 1))
F.embedding_bag(i, w, o, mode="most")
F.embedding_bag(i, w, o, mode="max", scale_grad_by_freq=True)
F.embedding_bag(i, w, o, mode="mean", per_sample_weights=torch.ones(2))
