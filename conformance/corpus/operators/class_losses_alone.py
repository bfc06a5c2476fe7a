# rule: operators.cross-entropy
# source: own
# claim: losses of classes take one sample without a batch, and images of classes
import torch
import torch.nn.functional as F

x = torch.tensor([0.5, -1.0, 0.2], requires_grad=True)
t = torch.tensor(1)
for reduction in ("none", "mean"):
    print(torch.autograd.grad(F.nll_loss(x, t, reduction=reduction), x))
    print(torch.autograd.grad(F.multi_margin_loss(x, t, reduction=reduction), x))
y = x.view(1, 3, 1).expand(1, 3, 2)
print(torch.autograd.grad(F.nll_loss(y, torch.tensor([[1, 0]])), x))
z = x.view(1, 3, 1, 1)
print(torch.autograd.grad(F.nll_loss(z, torch.tensor([[[1]]]), reduction="none").sum(), x))
print(torch.autograd.grad(F.multilabel_margin_loss(x, torch.tensor([1, -1, 0])), x))
