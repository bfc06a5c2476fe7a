# rule: modules.containers
# source: own
# claim: a tensor put into a ParameterList becomes a parameter; it is no layer
# since: >=2.0
import torch
import torch.nn as nn

p = nn.ParameterList([torch.ones(2), nn.Parameter(torch.zeros(1)), "x"])
p.append(torch.ones(1))
p[0] = torch.zeros(2)
p += [torch.ones(3)]
print(p, p[1:], len(p), [x.requires_grad for x in p.parameters()], nn.ParameterList())
p.extend(torch.ones(2))
p(3)
p[9]
