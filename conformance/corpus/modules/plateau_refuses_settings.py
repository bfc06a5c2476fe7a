# rule: modules.schedulers
# source: own
# claim: ReduceLROnPlateau refuses settings that make no sense, and a wrong number of smallest rates
# since: >=2.0
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau

o = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
ReduceLROnPlateau(o, factor=1.5)
ReduceLROnPlateau(o, mode="other")
ReduceLROnPlateau(o, threshold_mode="other")
ReduceLROnPlateau(o, min_lr=[1, 2])
