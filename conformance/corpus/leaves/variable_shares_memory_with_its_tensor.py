# rule: leaves.variable-is-tensor
# source: seeds/004
# claim: a Variable made from a tensor wraps the same memory, with its own requires_grad
import torch
from torch.autograd import Variable

t = torch.FloatTensor([1.0, 2.0])
v = Variable(t)
w = Variable(t, requires_grad=True)
t.add_(10)
print(t, v, w)
print(t.requires_grad, v.requires_grad, w.requires_grad)
