# rule: modules.schedulers
# source: own
# claim: a schedule goes on from an epoch whose groups know their first rate, and the rate may be a
#   tensor
# since: >=2.13
import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, ExponentialLR, LinearLR, MultiplicativeLR

p = torch.ones(1, requires_grad=True)
o = torch.optim.SGD([{"params": [p], "initial_lr": 1.0}], lr=torch.tensor(0.5))
print(ExponentialLR(o, 0.5, last_epoch=2).get_last_lr())
print(CosineAnnealingLR(o, 4, last_epoch=1).get_last_lr(), LinearLR(o, last_epoch=1).get_last_lr())
print(MultiplicativeLR(o, lambda epoch: 0.5, last_epoch=2).get_last_lr())
print(o.param_groups[0]["lr"]._version)
