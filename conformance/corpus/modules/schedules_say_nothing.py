# rule: modules.schedulers
# source: changes
# claim: schedules take no `verbose`
# changes: schedules_say_nothing
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = StepLR(o, 1, verbose=False)
print(s.verbose)
r = ReduceLROnPlateau(o, verbose=False)
