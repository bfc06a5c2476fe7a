# rule: requires-grad.in-place-setter
# source: seeds/002
# claim: argument at creation, requires_grad_() and assigning the attribute all give the same
#   kind of leaf
import torch

a = torch.ones(2, 2, requires_grad=True)
b = torch.ones(2, 2).requires_grad_()
c = torch.ones(2, 2)
c.requires_grad = True
(a * 3 + b * 3 + c * 3).sum().backward()
print(a, b, c)
print(a.grad, b.grad, c.grad)
