# rule: requires-grad.non-leaf-cannot-be-cleared
# source: seeds/000, seeds/003
# claim: imprecise: requires_grad_() is a harmless no-op on a computed tensor, only assigning
#   the attribute raises
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 4
z = y.requires_grad_()
print(z is y, y)
y.requires_grad = True
