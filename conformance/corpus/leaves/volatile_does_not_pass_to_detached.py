# rule: leaves.volatile-warns
# source: seeds/004
# claim: outdated: a detached tensor inherits no volatile; it reads False everywhere, with a
#   warning
import torch
from torch.autograd import Variable

v = Variable(torch.ones(2), volatile=True)
d = v.detach()
print(v.volatile)
print(d.volatile)
