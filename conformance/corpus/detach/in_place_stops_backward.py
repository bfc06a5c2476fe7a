# rule: detach.in-place-detach
# source: seeds/004
# claim: after detach_() nothing flows further back, and what is computed from it is not
#   recorded
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([5.0, 6.0], requires_grad=True)
y = x * 3
y.detach_()
(y * w).sum().backward()
print(w.grad, x.grad)
print((y * 2).requires_grad)
