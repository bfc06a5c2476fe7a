# rule: modules.optimizer-filter
# source: own
# claim: when everything is frozen the filter leaves nothing, and the optimizer refuses an empty
#   list
import torch
import torch.nn as nn

net = nn.Linear(2, 1).requires_grad_(False)
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, net.parameters()), lr=0.1)
print([p.requires_grad for p in net.parameters()])
