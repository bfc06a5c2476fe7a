# rule: modules.schedulers
# source: own
# claim: a step of ChainedScheduler is a step of each of its schedules, of which there must be some
# since: >=2.4
import torch
from torch.optim.lr_scheduler import ChainedScheduler, ConstantLR, ExponentialLR

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
s = ChainedScheduler([ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.5)])
for _ in range(3):
    o.step()
    s.step()
    print(s.get_last_lr())
s.load_state_dict(s.state_dict())
ChainedScheduler([])
