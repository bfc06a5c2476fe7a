# rule: requires-grad.in-place-setter
# source: seeds/003
# claim: requires_grad_() changes the flag in place and returns the same object, unlike detach()
import torch

x = torch.tensor([1.0, 4.0])
before = x.requires_grad
y = x.requires_grad_()
z = x.detach()
print(before, x.requires_grad, y is x, z is x)
