# rule: modules.schedulers
# source: own
# claim: a line stays where it ended, and a power of the epochs that are left at zero
# since: >=2.0
import torch
from torch.optim.lr_scheduler import LinearLR, MultiplicativeLR, PolynomialLR

p = torch.ones(1, requires_grad=True)
o = [torch.optim.SGD([p], lr=1.0) for _ in range(3)]
power, line = PolynomialLR(o[0], 2, 2.0), LinearLR(o[1], 0.5, 0.1, 2)
times = MultiplicativeLR(o[2], lambda epoch: 1 / epoch)
for schedule in (power, line, times):
    for _ in range(3):
        schedule.optimizer.step()
        schedule.step()
        print(schedule.get_last_lr())
