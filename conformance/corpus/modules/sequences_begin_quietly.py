# rule: modules.schedulers
# source: changes
# claim: `SequentialLR` does not warn of the epoch when its next schedule begins
# changes: sequences_begin_quietly
import torch

p = torch.tensor([1.0], requires_grad=True)
o = torch.optim.SGD([p], lr=1.0)
first = torch.optim.lr_scheduler.ConstantLR(o)
second = torch.optim.lr_scheduler.ExponentialLR(o, 0.5)
s = torch.optim.lr_scheduler.SequentialLR(o, [first, second], [1])
o.step()
s.step()
print(s.get_last_lr())
