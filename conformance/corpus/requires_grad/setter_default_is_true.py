# rule: requires-grad.in-place-setter
# source: seeds/003
# claim: requires_grad_() without an argument means True, and requires_grad_(False) takes it
#   back
import torch

x = torch.tensor([2.0])
x.requires_grad_()
on = x.requires_grad
x.requires_grad_(False)
off = x.requires_grad
print(on, off, x)
