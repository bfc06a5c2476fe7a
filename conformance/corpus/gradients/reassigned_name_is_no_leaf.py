# rule: gradients.non-leaf-grad-none
# source: seeds/003
# claim: after x = x * k the name x is a computed tensor: it requires grad, its .grad is None
#   and warns
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x = x * 7
(x + 1).sum().backward()
print(x.requires_grad, x.is_leaf)
print(x.grad)
