# rule: requires-grad.integer-refused
# source: seeds/003
# claim: asking for an integer tensor that requires grad raises and creates nothing
import torch

a = torch.tensor([1, 2])
b = torch.tensor([7, 9], requires_grad=True)
c = a + b
print(a.requires_grad)
