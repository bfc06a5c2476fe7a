# rule: modules.schedulers
# source: own
# claim: a schedule made of others refuses what is none, one that needs a loss, that of another
#   optimizer, and a wrong number of milestones
# since: >=2.4
import torch
from torch.optim.lr_scheduler import ConstantLR, ReduceLROnPlateau, SequentialLR

p = torch.ones(1, requires_grad=True)
o = torch.optim.SGD([p], lr=1.0)
SequentialLR(o, [], [])
SequentialLR(o, [ConstantLR(o)], [3])
SequentialLR(o, [3], [])
SequentialLR(o, [ReduceLROnPlateau(o)], [])
SequentialLR(torch.optim.SGD([p], lr=1.0), [ConstantLR(o)], [])
