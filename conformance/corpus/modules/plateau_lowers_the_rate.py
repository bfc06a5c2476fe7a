# rule: modules.schedulers
# source: own
# claim: ReduceLROnPlateau lowers the rate after `patience` steps without an improvement, not below
#   min_lr, and then rests for `cooldown` steps
# since: >=2.4
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau

p = torch.ones(1, requires_grad=True)
for keywords in ({}, {"mode": "max", "threshold_mode": "abs"}, {"cooldown": 2, "min_lr": [0.05]}):
    o = torch.optim.SGD([p], lr=1.0)
    s = ReduceLROnPlateau(o, patience=1, **keywords)
    for loss in (1.0, 0.99999, 0.5, torch.tensor(0.5), 0.6, 0.4, 0.4, 0.4):
        s.step(loss)
        print(s.get_last_lr(), s.num_bad_epochs, s.best, s.cooldown_counter)
s.step(1.0, epoch=3)
