# rule: detach.in-place-detach
# source: seeds/004
# claim: detach_() takes the tensor itself out of its graph: same object, no grad_fn, flag
#   False, a leaf
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
before = y.is_leaf
z = y.detach_()
print(z is y, before, y.is_leaf)
print(y, y.requires_grad, y.grad_fn)
