# rule: detach.in-place-detach
# source: seeds/004
# claim: on a leaf detach_() only turns requires_grad off
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
x.detach_()
print(x, x.requires_grad)
y.sum().backward()
print(x.grad)
