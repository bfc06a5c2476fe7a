# rule: leaves.repr
# source: seeds/000, seeds/003
# claim: a leaf prints requires_grad=True, a computed tensor its grad_fn instead, a plain tensor
#   nothing
import torch

leaf = torch.tensor([1.0, 2.0], requires_grad=True)
computed = leaf / 4
plain = torch.tensor([1.0, 2.0])
print(leaf)
print(computed)
print(plain)
