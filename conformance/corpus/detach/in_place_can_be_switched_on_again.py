# rule: detach.in-place-detach
# source: seeds/004
# claim: detach_() turns the flag off; turned on by hand afterwards the tensor is a fresh leaf
#   with its own .grad
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
y.detach_()
y.requires_grad = True
(y * y).sum().backward()
print(y)
print(y.grad, x.grad)
