# rule: modules.initialization
# source: own
# claim: dirac_ and eye_ make weights that hand on what comes in, group by group
# since: >=2.0
import torch
import torch.nn as nn

w = nn.init.dirac_(torch.zeros(4, 2, 3), groups=2)
print(w, nn.init.dirac_(torch.zeros(2, 3, 1)), nn.init.eye_(torch.zeros(2, 3)), w._version)
nn.init.dirac_(torch.zeros(2, 2))
nn.init.dirac_(torch.zeros(3, 2, 1), groups=2)
nn.init.eye_(torch.zeros(2))
