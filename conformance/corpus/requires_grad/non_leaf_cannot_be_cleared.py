# rule: requires-grad.non-leaf-cannot-be-cleared
# source: seeds/000, seeds/003
# claim: only a leaf's flag can be taken away; on a computed tensor both spellings raise and
#   name detach()
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 4
y.requires_grad_(False)
y.requires_grad = False
print(y.requires_grad)
x.requires_grad_(False)
print(x.requires_grad)
