# rule: modules.schedulers
# source: own
# claim: warm restarts begin anew after T_0 epochs, and each time T_mult as late; a fraction of an
#   epoch may be asked for
# since: >=2.0
import torch
from torch.optim.lr_scheduler import CosineAnnealingWarmRestarts

p = torch.ones(1, requires_grad=True)
for again in (1, 2):
    o = torch.optim.SGD([p], lr=1.0)
    s = CosineAnnealingWarmRestarts(o, 2, again, 0.1)
    for epoch in (None, None, None, None, 0.5, 7.5):
        o.step()
        s.step(epoch)
        print(s.get_last_lr(), s.last_epoch, s.T_i, s.T_cur)
s.step(-1)
