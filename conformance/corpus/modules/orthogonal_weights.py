# rule: modules.initialization
# source: own
# claim: orthogonal weights have orthonormal rows or columns; the tensor is written in place,
#   unrecorded
# since: >=2.0
import torch
import torch.nn as nn

w = torch.zeros(2, 3, requires_grad=True)
for each in (w, torch.zeros(3, 2), torch.zeros(2, 2, 2), torch.empty(0, 2)):
    q = nn.init.orthogonal_(each, 2.0)
    print(q, q is each, q._version)
nn.init.orthogonal_(torch.empty(3))
