# rule: modules.schedulers
# source: own
# claim: a schedule warns when it steps before the optimizer has, of an epoch as its argument, and
#   of get_lr called from outside
# since: >=2.0
import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, StepLR

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = StepLR(o, 1)
s.step()
s.step(4)
print(s.last_epoch, s.get_last_lr())
s.get_lr()
print(CosineAnnealingLR(o, 4, last_epoch=1).get_lr())
