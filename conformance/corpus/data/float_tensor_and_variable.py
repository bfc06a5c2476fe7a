# rule: data.shares-memory
# source: seeds/004
# claim: the old spelling still runs: what .data of a detached result adds shows in the result
#   too
import torch
from torch.autograd import Variable

t = torch.FloatTensor([5.0, 7.0])
total = Variable(t) + Variable(torch.FloatTensor([0.5, 0.25]))
cut = total.detach()
cut.data.add_(t)
print(total, cut)
