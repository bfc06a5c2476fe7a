# rule: operators.ctc-loss
# source: own
# claim: an impossible alignment has an infinite loss, or none at all with zero_infinity
import torch
import torch.nn.functional as F

x = torch.zeros(2, 2, 3, dtype=torch.float64, requires_grad=True)
lengths, wanted = torch.tensor([2, 2]), torch.tensor([3, 1])
targets = torch.tensor([[1, 1, 1], [2, 0, 0]])
p = x.log_softmax(2)
loss = F.ctc_loss(p, targets, lengths, wanted, zero_infinity=True, reduction="none")
(g,) = torch.autograd.grad(loss.sum(), x, retain_graph=True)
flat = torch.tensor([1, 1, 1, 2])
(h,) = torch.autograd.grad(F.ctc_loss(p, flat, lengths, wanted, zero_infinity=True), x)
print(loss, g.shape)
