"""Learning-rate schedules."""

import torch

x = torch.tensor([1.0, -2.0], requires_grad=True)
o = torch.optim.SGD([x], lr=0.1)
s = torch.optim.lr_scheduler.StepLR(o, 2, gamma=0.5)
print(o.param_groups[0]["lr"], s.get_last_lr())
s.step()
for i in range(5): o.step(); s.step(); print(o.param_groups[0]["lr"], s.get_last_lr())
print(s.get_lr(), o)
s.step(7)
print(s.get_last_lr(), sorted(s.state_dict().items()))
e = torch.optim.lr_scheduler.ExponentialLR(o, 0.9)
o.step(); e.step(); print(e.get_last_lr())
m = torch.optim.lr_scheduler.MultiStepLR(o, [1, 3], 0.1)
for i in range(4): o.step(); m.step(); print(m.get_last_lr())
l = torch.optim.lr_scheduler.LambdaLR(o, lambda e: 0.5 ** e)
for i in range(2): o.step(); l.step(); print(l.get_last_lr())
torch.optim.lr_scheduler.StepLR(3, 2)
torch.optim.lr_scheduler.StepLR(torch.optim.SGD([x], lr=1), 2, last_epoch=3)
torch.optim.lr_scheduler.LambdaLR(o, [1, 2])
