# rule: requires-grad.integer-refused
# source: seeds/003
# claim: wrong: integer tensors do have requires_grad; it is False, and setting it to False is
#   allowed
import torch

n = torch.tensor([3, 1, 2])
print(n.requires_grad, n.is_leaf, n.grad_fn, n.grad)
n.requires_grad = False
n.requires_grad_(False)
m = n * 2
print(m, m.requires_grad)
