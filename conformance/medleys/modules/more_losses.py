"""Losses with settings of their own, as modules."""

import torch
from torch import nn

a = torch.tensor([[0.2, 0.7, 2.0]], requires_grad=True)
b = torch.tensor([[1.0, 0.1, 0.4]], requires_grad=True)
one = torch.ones(1)
for loss, args in [
    (nn.PoissonNLLLoss(), (b,)), (nn.PoissonNLLLoss(False, True), (b,)), (nn.GaussianNLLLoss(), (b, torch.ones(1, 3))), (nn.GaussianNLLLoss(full=True), (b, torch.ones(1, 3))),
    (nn.HingeEmbeddingLoss(), (torch.ones(1, 3),)), (nn.MarginRankingLoss(0.5), (b, torch.ones(1, 3))), (nn.CosineEmbeddingLoss(), (b, one)), (nn.CosineEmbeddingLoss(0.1), (b, -one)),
    (nn.TripletMarginLoss(), (b, b * 2)), (nn.TripletMarginLoss(swap=True, p=1.0), (b, b * 2)), (nn.MultiMarginLoss(), (torch.tensor([2]),)), (nn.MultiMarginLoss(2, 0.5, torch.ones(3)), (torch.tensor([0]),)),
    (nn.MultiLabelMarginLoss(), (torch.tensor([[2, -1, 0]]),)), (nn.SoftMarginLoss(), (torch.ones(1, 3),)), (nn.MultiLabelSoftMarginLoss(), (torch.ones(1, 3),)), (nn.SoftMarginLoss(reduction="sum"), (torch.ones(1, 3),)),
]:
    a.grad = b.grad = None
    out = loss(a, *args)
    out.backward()
    print(loss, out, out.grad_fn.name(), a.grad, b.grad)
nn.MarginRankingLoss(size_average=False)
nn.HingeEmbeddingLoss(foo=1)
e = nn.Embedding(3, 2, max_norm=0.5, padding_idx=1)
print(e, e.weight._version)
e(torch.tensor([0, 1, 2])).sum().backward()
print(e.weight._version, e.weight.norm(dim=1) <= 0.5 + 1e-6, e.weight.grad)
for m in [nn.GLU(), nn.Hardshrink(), nn.Softshrink(0.1)]:
    print(m, m(torch.ones(2)))
