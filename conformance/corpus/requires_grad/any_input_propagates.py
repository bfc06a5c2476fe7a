# rule: requires-grad.any-input-propagates
# source: seeds/001, seeds/003
# claim: one input that requires grad is enough for the result to require grad
import torch

x = torch.tensor([1.0, -1.0], requires_grad=True)
y = torch.tensor([10.0, 20.0])
a = x + y
b = y * x
c = torch.cat([y, x, y])
print(a, a.requires_grad)
print(b.requires_grad, c.requires_grad)
