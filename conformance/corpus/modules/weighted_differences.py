# rule: modules.losses
# source: own
# claim: a weight for each element multiplies its loss; the mean is over the weights
# since: >=2.13
import torch
import torch.nn.functional as F

x, t = torch.tensor([1.0, 3.0], requires_grad=True), torch.zeros(2)
w = torch.tensor([1.0, 2.0], requires_grad=True)
print(F.mse_loss(x, t, weight=w), F.huber_loss(x, t, weight=w, reduction="none"))
(F.mse_loss(x, t, weight=w, reduction="sum") + F.l1_loss(x, t, weight=w)).backward()
print(x.grad, w.grad)
F.mse_loss(x, t, weight=torch.ones(3))
