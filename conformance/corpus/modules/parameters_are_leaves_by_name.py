# rule: modules.what-may-be-registered
# source: own
# claim: a parameter is a Parameter or None, and no result of a computation
# since: >=2.0
import torch
import torch.nn as nn

m = nn.Linear(1, 1)
m.register_parameter("bias", None)
w = nn.Parameter(torch.ones(1, 1)).requires_grad_(False)
w.mul_(torch.ones(1, requires_grad=True))
m.register_parameter("scale", w)
m.weight = None
print(m, m.state_dict())
del m.weight
m(torch.ones(1))
