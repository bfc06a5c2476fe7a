# rule: modules.schedulers
# source: own
# claim: SequentialLR hands over at its milestones; its state holds that of its schedules
# since: >=2.13
import torch
from torch.optim.lr_scheduler import ChainedScheduler, ConstantLR, ExponentialLR, SequentialLR

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
both = ChainedScheduler([ExponentialLR(o, 0.5), ConstantLR(o, 0.1, 2)])
s = SequentialLR(o, [both, ExponentialLR(o, 0.5)], [2])
for _ in range(4):
    o.step()
    s.step()
    print(s.get_last_lr(), s.last_epoch)
s.load_state_dict(s.state_dict())
print(sorted(s.state_dict()), sorted(both.state_dict()))
