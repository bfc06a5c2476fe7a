# rule: versions.in-place-bumps
# source: seeds/000
# claim: each in-place operation raises the version by one; reading and computing do not
import torch

x = torch.tensor([1.0, 2.0])
y = x * 2
print(x, x._version)
x.add_(1)
x *= 3
x[0] = 0.0
print(x._version, y._version)
