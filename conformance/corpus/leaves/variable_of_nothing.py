# rule: leaves.variable-is-tensor
# source: own
# claim: Variable() is an empty tensor; volatile and requires_grad exclude each other
import torch
from torch.autograd import Variable

print(Variable(), Variable(requires_grad=True))
Variable(torch.ones(2), requires_grad=True, volatile=True)
Variable(torch.tensor([1]), requires_grad=True)
