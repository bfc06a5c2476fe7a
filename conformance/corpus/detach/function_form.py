# rule: detach.result-requires-no-grad
# source: seeds/001
# claim: torch.detach(x) is the same as x.detach()
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
d = torch.detach(y)
d.mul_(10)
print(d, d.requires_grad)
print(y, y._version)
