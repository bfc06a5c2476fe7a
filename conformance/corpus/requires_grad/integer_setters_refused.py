# rule: requires-grad.integer-refused
# source: seeds/003
# claim: the attribute, the method and the factory refuse integers, each with its own wording
import torch

n = torch.arange(4)
n.requires_grad = True
n.requires_grad_()
m = torch.arange(4, requires_grad=True)
print(n.requires_grad)
