# rule: detach.shares-memory
# source: seeds/000, seeds/003, seeds/004
# claim: a write through either tensor shows in the other
import torch

x = torch.tensor([1.0, 2.0, 3.0])
d = x.detach()
d[0] = 10.0
print(x, d)
x.mul_(2)
print(x, d)
