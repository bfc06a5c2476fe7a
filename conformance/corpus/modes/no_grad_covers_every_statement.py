# rule: modes.no-grad-records-nothing
# source: seeds/000, seeds/003
# claim: all operations in the block go unrecorded, so backward from the last of them raises
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
a = x**3
with torch.no_grad():
    b = a * 0.5
    c = a + b
print(c, c.requires_grad)
c.backward(torch.ones(c.shape))
print(x.grad)
