# rule: modules.requires-grad
# source: own
# claim: `requires_grad_` of a module is about its parameters: buffers stay constants; training
#   reaches all of its parts
from torch import nn

m = nn.Sequential(nn.Sequential(nn.BatchNorm1d(1)))
print(m.requires_grad_(False) is m, [p.requires_grad for p in m.parameters()])
m.requires_grad_()
print([p.requires_grad for p in m.parameters()], [b.requires_grad for b in m.buffers()])
print([part.training for part in m.eval().modules()])
print([part.training for part in m.train().modules()])
