# rule: modes.factories-unaffected
# source: own
# claim: no_grad stops recording, not asking: a tensor created in it with requires_grad=True
#   requires grad
import torch

with torch.no_grad():
    a = torch.ones(2, requires_grad=True)
    b = torch.ones(2).requires_grad_()
    c = a * 2
print(a.requires_grad, b.requires_grad, c.requires_grad)
(a * b).sum().backward()
print(a.grad)
