# rule: requires-grad.any-input-propagates
# source: seeds/001
# claim: a result does not require grad exactly when none of its inputs does
import torch

p = torch.tensor([1.0, 2.0])
q = torch.tensor([3.0, 4.0])
r = torch.tensor([5.0, 6.0], requires_grad=True)
none = p * q + p
some = p * q + r
print(none.requires_grad, some.requires_grad)
