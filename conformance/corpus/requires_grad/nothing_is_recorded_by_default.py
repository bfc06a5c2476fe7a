# rule: requires-grad.default-false
# source: seeds/000, seeds/003
# claim: computing with plain tensors gives plain tensors: flag False, no grad_fn, nothing
#   printed after the values
import torch

x = torch.tensor([3.0, -2.0])
a = x**3
b = a * 0.5
c = a - b
print(a, a.requires_grad, a.grad_fn)
print(b, b.requires_grad, b.grad_fn)
print(c, c.requires_grad, c.grad_fn)
