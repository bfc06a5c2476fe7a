# rule: gradients.non-leaf-grad-none
# source: seeds/002, seeds/003
# claim: after backward a computed tensor still has .grad None, and reading it warns
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
y.sum().backward()
print(y.grad)
print(x.grad)
