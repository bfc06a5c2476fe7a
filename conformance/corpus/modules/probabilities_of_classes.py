# rule: modules.losses
# source: own
# claim: a target may be a probability for every class, smoothed and weighted
# since: >=2.0
import torch
import torch.nn.functional as F

p = torch.tensor([[0.5, 0.25, 0.25]], requires_grad=True)
x = torch.tensor([[1.0, 2.0, 0.5]], requires_grad=True)
w = torch.tensor([1.0, 2.0, 0.5])
for how in ("mean", "sum", "none"):
    y = F.cross_entropy(x, p, w, label_smoothing=0.1, reduction=how).sum() + F.cross_entropy(x, p)
    y.backward()
    print(y, x.grad, p.grad)
