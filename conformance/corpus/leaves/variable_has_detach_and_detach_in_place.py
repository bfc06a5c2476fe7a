# rule: leaves.variable-is-tensor
# source: seeds/004
# claim: what Variable could do a tensor can: detach() gives a new one, detach_() changes it
import torch
from torch.autograd import Variable

v = Variable(torch.ones(2), requires_grad=True)
a = v * 2
b = a.detach()
print(a.requires_grad, b.requires_grad, type(b) is torch.Tensor)
a.detach_()
print(a.requires_grad, a.grad_fn)
