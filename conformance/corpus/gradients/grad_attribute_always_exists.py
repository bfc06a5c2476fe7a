# rule: gradients.non-leaf-grad-none
# source: seeds/003
# claim: imprecise: a non-leaf does have a .grad attribute, it is None until retain_grad() asks
#   for it
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x + 1
print(y.grad)
y.retain_grad()
(y * 4).sum().backward()
print(y.grad, x.grad)
