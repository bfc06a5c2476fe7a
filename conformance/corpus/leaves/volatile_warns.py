# rule: leaves.volatile-warns
# source: seeds/004
# claim: outdated: volatile was removed; giving or setting it warns and changes nothing
import torch
from torch.autograd import Variable

v = Variable(torch.ones(2), volatile=True)
v.volatile = True
w = v * torch.ones(2, requires_grad=True)
print(v, w.requires_grad)
