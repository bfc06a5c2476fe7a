# rule: leaves.variable-is-tensor
# source: seeds/000, seeds/001
# claim: Variable still exists, deprecated: it makes an ordinary tensor, and every tensor is an
#   instance of it
import torch
from torch.autograd import Variable

t = torch.tensor([1.0, 2.0])
v = Variable(t, requires_grad=True)
(v * v).sum().backward()
print(v, type(v), v.grad)
print(isinstance(v, torch.Tensor), isinstance(t, Variable), v is t)
