# rule: modules.schedulers
# source: own
# claim: schedules refuse factors and periods out of range, a wrong number of functions, and what is
#   no optimizer
# since: >=2.0
import torch
from torch.optim.lr_scheduler import ConstantLR, CosineAnnealingWarmRestarts, LambdaLR, LinearLR

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
ConstantLR(o, factor=2.0)
LinearLR(o, start_factor=0)
LinearLR(o, end_factor=2)
CosineAnnealingWarmRestarts(o, 0)
CosineAnnealingWarmRestarts(o, 1, 0.5)
LambdaLR(o, [abs, abs])
LambdaLR(o, [abs], 3)
ConstantLR(3)
