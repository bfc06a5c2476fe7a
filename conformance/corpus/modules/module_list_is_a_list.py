# rule: modules.containers
# source: own
# claim: ModuleList is cut and filled like a list; what stands in it is found; equal neighbours are
#   printed once
# since: >=2.1
import torch.nn as nn

m = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU()])
print(m, len(m), m[1:], [name for name, _ in m.named_parameters()])
m.append(nn.Identity())
m[0] = nn.Tanh()
del m[1]
m.insert(0, nn.Sigmoid())
m += [nn.GELU()]
print(m + [nn.Flatten()], m.pop(0), nn.ModuleList())
m.extend(3)
m[10]
m(3)
