# rule: requires-grad.integer-refused
# source: own
# claim: a bool tensor is refused like an integer one
import torch

b = torch.tensor([True, False])
b.requires_grad_()
c = torch.tensor([True], requires_grad=True)
print(b.requires_grad)
