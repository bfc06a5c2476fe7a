"""Distances, bilinear forms, bags of vectors, and losses that came with them."""

import torch
from torch import nn

torch.manual_seed(0)
a = torch.randn(3, 4, requires_grad=True)
b = torch.randn(3, 4)
print(nn.CosineSimilarity(), nn.PairwiseDistance(1.0, keepdim=True))
(nn.CosineSimilarity()(a, b).sum() + nn.PairwiseDistance(1.0)(a, b).sum()).backward()
form = nn.Bilinear(4, 4, 2)
print(form, form.weight, form.bias)
form(a, b).sum().backward()
nn.Bilinear(2, 2, 1, bias=False)
bag = nn.EmbeddingBag(5, 2, mode="sum", padding_idx=-1)
print(bag, bag.weight)
bag(torch.tensor([0, 4, 2, 1]), torch.tensor([0, 3])).sum().backward()
mean = nn.EmbeddingBag.from_pretrained(torch.ones(3, 2), freeze=False, max_norm=1.0)
print(mean, mean.weight.requires_grad)
mean(torch.tensor([[0, 1]])).sum().backward()
nn.EmbeddingBag(2, 2, padding_idx=3)
nn.EmbeddingBag(2, 2, _weight=torch.ones(3, 2))
triplet = nn.TripletMarginWithDistanceLoss(margin=2.0, distance_function=nn.PairwiseDistance(), swap=True)
print(triplet, nn.CTCLoss(zero_infinity=True))
triplet(a, b, b.flip(0)).backward()
nn.TripletMarginWithDistanceLoss()(a, b, b.flip(0)).backward()
ctc = nn.CTCLoss()(a.log_softmax(1).unsqueeze(1), torch.tensor([[1, 2]]), torch.tensor([3]), torch.tensor([2]))
ctc.backward()
