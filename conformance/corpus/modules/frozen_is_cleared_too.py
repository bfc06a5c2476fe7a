# rule: modules.zero-grad
# source: own
# claim: a module clears the gradients of its frozen parameters too; an optimizer clears what it
#   was given, and one set to zero loses its history
import torch
from torch import nn

m = nn.Linear(1, 1, bias=False)
(m(torch.ones(1)) ** 2).backward(create_graph=True)
m.zero_grad(set_to_none=False)
print(m.weight.grad, m.weight.grad.requires_grad)
m.requires_grad_(False)
m.zero_grad(set_to_none=True)
print(m.weight.grad)
m.weight.data = torch.ones(1, 1)
print(m.weight.requires_grad)
