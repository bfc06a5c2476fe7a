# rule: modules.losses
# source: own
# claim: label smoothing gives a part of each target to all classes; the mean counts weights, and
#   ignores what it is told to
# since: >=2.4
import torch
import torch.nn.functional as F

t, w = torch.tensor([0, 2]), torch.tensor([1.0, 2.0, 0.5])
for how in ("mean", "sum", "none"):
    for keywords in ({}, {"weight": w}, {"ignore_index": 2}):
        x = torch.tensor([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]], requires_grad=True)
        y = F.cross_entropy(x, t, label_smoothing=0.1, reduction=how, **keywords)
        y.sum().backward()
        print(y, x.grad)
