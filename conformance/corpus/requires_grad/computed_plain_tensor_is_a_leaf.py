# rule: requires-grad.leaf-has-no-grad-fn
# source: seeds/002
# claim: incomplete: not only user-made tensors are leaves, so is every computed one that
#   requires no grad
import torch

p = torch.tensor([1.0, 2.0])
q = p * p + 1
x = torch.tensor([3.0], requires_grad=True)
d = (x * 2).detach()
moved = torch.ones(2, requires_grad=True).clone()
print(q.is_leaf, d.is_leaf, moved.is_leaf)
