# rule: operators.index-add
# source: own
# claim: what is read by a target, and what is added up at an index, gets its gradient once for
#   each time
import torch
import torch.nn.functional as F

x = torch.tensor([[0.5, -1.0, 0.2]], requires_grad=True)
t = torch.tensor([1])
print(torch.autograd.grad(F.multi_margin_loss(x, t, reduction="none").sum(), x))
print(torch.autograd.grad(F.multi_margin_loss(x[0], t[0], reduction="none").sum(), x))
z = torch.zeros(3)
w = (x[0] * 1).index_put_((torch.tensor([0, 0]),), z[:2], accumulate=True)
print(torch.autograd.grad(w.sum(), x))
torch.zeros(1, 2).expand(2, 2).index_put_((torch.tensor([0]),), torch.ones(2))
