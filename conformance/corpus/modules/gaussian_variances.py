# rule: modules.losses
# source: own
# claim: the variance of gaussian_nll_loss is a number, one for each sample, or one for each element
# since: >=2.13
import torch
import torch.nn.functional as F

x = torch.tensor([[1.0, 3.0]], requires_grad=True)
v = torch.tensor([2.0], requires_grad=True)
for each in (0.5, v, v.view(1, 1), v.expand(1, 2)):
    y = F.gaussian_nll_loss(x, torch.zeros(1, 2), each, full=True)
    y.backward()
    print(y, x.grad, v.grad)
F.gaussian_nll_loss(x, x, -0.5)
