# rule: modules.schedulers
# source: changes
# claim: schedules warn of `verbose`, and tell no rate for it
# changes: verbose_is_deprecated
import torch
from torch.optim.lr_scheduler import CosineAnnealingWarmRestarts, ReduceLROnPlateau, StepLR

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = StepLR(o, 1, verbose=False)
o.step()
s.step()
s.step(7)
c = CosineAnnealingWarmRestarts(o, 2, verbose=False)
c.step(0.5)
r = ReduceLROnPlateau(o, patience=0, verbose=False)
r.step(1.0)
r.step(2.0)
