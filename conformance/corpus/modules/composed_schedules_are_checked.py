# rule: modules.schedulers
# source: changes
# claim: `SequentialLR` and `ChainedScheduler` refuse to be of no schedule; they say which one
#   belongs to another optimizer
# changes: composed_schedules_are_checked
import torch
from torch.optim.lr_scheduler import ChainedScheduler, SequentialLR, StepLR

a = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
b = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
first, second = StepLR(a, 1), StepLR(b, 1)
ChainedScheduler([])
ChainedScheduler([first, second])
SequentialLR(a, [first, second], [1])
SequentialLR(b, [first, second], [1])
SequentialLR(b, [], [])
