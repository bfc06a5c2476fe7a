# rule: detach.result-requires-no-grad
# source: seeds/000, seeds/003, seeds/004
# claim: detach() returns a new tensor outside the graph: flag False, no grad_fn, a leaf; the
#   original stays in it
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
y = x**3
d = y.detach()
print(y, y.requires_grad, y.is_leaf)
print(d, d.requires_grad, d.is_leaf, d.grad_fn)
print(d is y)
