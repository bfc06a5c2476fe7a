# rule: gradients.non-leaf-grad-none
# source: seeds/003
# claim: a leaf, whether it requires grad or not, has .grad None before backward, and reading it
#   does not warn
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
cut = x.detach()
plain = torch.tensor([3.0])
print(x.grad, cut.grad, plain.grad)
