# rule: modules.losses
# source: own
# claim: size_average and reduce still say how a loss is reduced, with a warning
# since: >=2.13
import torch
import torch.nn.functional as F

x, t = torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor([0.0, 1.0])
print(F.mse_loss(x, t, size_average=False), F.mse_loss(x, t, reduce=False))
print(F.l1_loss(x, t, reduce=True), F.kl_div(x, t, size_average=True))
print(F.mse_loss(x, t, reduction="elementwise_mean"), torch.nn.MSELoss(size_average=False)(x, t))
F.mse_loss(x, t, reduction="most")
